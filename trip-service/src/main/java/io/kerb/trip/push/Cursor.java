package io.kerb.trip.push;

import io.kerb.dispatch.api.OfferId;
import io.kerb.location.api.TripId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * How far one listener is: what they have seen of each trip and offer, so that versions never go
 * backwards (invariant I9), not even when events are published twice or replayed. Not thread-safe.
 */
final class Cursor {
  /** Trips and offers that one listener's stream remembers. */
  static final int REMEMBERED_MAX = 4_096;

  /**
   * How far two instances' clocks may be apart. What is older than a stream by more than this came
   * with its snapshot; without the allowance, a late clock's event would be lost.
   */
  static final Duration CLOCK_SKEW_MAX = Duration.ofSeconds(5);

  private enum OfferSeen {
    MADE,
    CLOSED
  }

  private final Instant start;
  private final Map<TripId, Long> versions = new BoundedMap<>(REMEMBERED_MAX);
  private final Map<OfferId, OfferSeen> offers = new BoundedMap<>(REMEMBERED_MAX);

  /**
   * @param opened when the stream was opened, before its snapshot was taken
   */
  Cursor(Instant opened) {
    this.start = opened.minus(CLOCK_SKEW_MAX);
  }

  /** The listener says that they have seen this. */
  void seen(EventId event) {
    versions.merge(event.trip(), event.version(), Math::max);
  }

  /** For what the stream's own snapshot says, whenever it happened. */
  boolean admitSnapshot(Notice notice, Instant now) {
    return notice instanceof Notice.TripChanged change ? advance(change) : admit(notice, now);
  }

  /** True if this is news to the listener, who has then seen it. */
  boolean admit(Notice notice, Instant now) {
    if (notice instanceof Notice.TripChanged change) {
      return !change.occurredAt().isBefore(start) && advance(change);
    }
    if (notice instanceof Notice.OfferMade made) {
      return now.isBefore(made.expiresAt())
          && offers.putIfAbsent(made.offer(), OfferSeen.MADE) == null;
    }
    if (notice instanceof Notice.OfferClosed closed) {
      OfferSeen before = offers.put(closed.offer(), OfferSeen.CLOSED);
      return before == OfferSeen.MADE || (before == null && !closed.occurredAt().isBefore(start));
    }
    return true;
  }

  private boolean advance(Notice.TripChanged change) {
    Long seen = versions.get(change.trip());
    if (seen != null && seen >= change.version()) {
      return false;
    }
    versions.put(change.trip(), change.version());
    return true;
  }
}
