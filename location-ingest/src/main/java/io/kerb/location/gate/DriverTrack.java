package io.kerb.location.gate;

import java.time.Instant;

/**
 * What the gate remembers of one driver. Lost with the process, which costs nothing but a few
 * repeated pings in the log: the indexer orders them again.
 *
 * @param order null before the first ping
 * @param last the last believed position; null before the first ping
 * @param suspect where an implausible ping said the driver was; null if none did
 */
public record DriverTrack(
    SessionOrder order, TokenBucket tokens, int trust, Fix last, Fix suspect) {

  public static DriverTrack unknown(Instant now) {
    return new DriverTrack(null, TokenBucket.full(now), Trust.FULL, null, null);
  }

  /**
   * Forgets which pings were taken, after the log did not acknowledge them: whoever sends them
   * again must get them in.
   */
  public DriverTrack withoutOrder() {
    return new DriverTrack(null, tokens, trust, last, suspect);
  }

  DriverTrack withTokens(TokenBucket left) {
    return new DriverTrack(order, left, trust, last, suspect);
  }

  DriverTrack withOrder(SessionOrder next) {
    return new DriverTrack(next, tokens, trust, last, suspect);
  }

  DriverTrack believing(Fix here, int newTrust) {
    return new DriverTrack(order, tokens, newTrust, here, null);
  }

  DriverTrack suspecting(Fix there, int newTrust) {
    return new DriverTrack(order, tokens, newTrust, last, there);
  }
}
