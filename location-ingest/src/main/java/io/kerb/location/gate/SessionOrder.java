package io.kerb.location.gate;

import com.google.common.hash.Hashing;

/**
 * The order of one driver's pings: by sequence within a session, and a new session ends the one
 * before it. The phone's clock has no say.
 *
 * @param session hash of the current session's id
 * @param previousSession hash of the one it replaced, whose late pings are stale
 */
public record SessionOrder(int session, long sequence, Integer previousSession) {

  /** What a ping's place in the order says of it. */
  public enum Place {
    NEXT,
    FIRST_OF_SESSION,
    DUPLICATE,
    STALE
  }

  public static SessionOrder startingWith(int session, long sequence) {
    return new SessionOrder(session, sequence, null);
  }

  /** 32 bits that tell a driver's few sessions apart. */
  public static int hash(String sessionId) {
    return Hashing.murmur3_32_fixed().hashUnencodedChars(sessionId).asInt();
  }

  public Place placeOf(int otherSession, long otherSequence) {
    if (otherSession != session) {
      boolean replaced = previousSession != null && previousSession == otherSession;
      return replaced ? Place.STALE : Place.FIRST_OF_SESSION;
    }
    if (otherSequence == sequence) {
      return Place.DUPLICATE;
    }
    return otherSequence > sequence ? Place.NEXT : Place.STALE;
  }

  /** After a ping that is {@code NEXT} or {@code FIRST_OF_SESSION}. */
  public SessionOrder advance(int toSession, long toSequence) {
    return new SessionOrder(
        toSession, toSequence, toSession == session ? previousSession : Integer.valueOf(session));
  }
}
