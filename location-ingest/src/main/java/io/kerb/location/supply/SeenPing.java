package io.kerb.location.supply;

import io.kerb.location.index.SupplyRecord;

/**
 * A ping as the indexer read it from the log.
 *
 * @param partition of the log: what this indexer answers for
 * @param marketPartition names the home market, as the index's record does
 * @param session hash of the app's session
 * @param headingDeg 0 to 359, or -1 if unknown
 * @param backlog only for the track: it takes its place in the order, but not on the map
 */
public record SeenPing(
    long driver,
    int partition,
    int marketPartition,
    int session,
    long sequence,
    long leafCell,
    int headingDeg,
    int trust,
    long receivedAtMs,
    boolean backlog) {

  /** Refuses what the index's record could not hold. */
  public SeenPing {
    require(driver > 0, "driver", driver);
    require(sequence >= 0 && sequence <= SupplyRecord.SEQUENCE_MAX, "sequence", sequence);
    require(headingDeg >= SupplyRecord.HEADING_UNKNOWN && headingDeg < 360, "heading", headingDeg);
    require(trust >= 0 && trust <= SupplyRecord.TRUST_MAX, "trust", trust);
    require(receivedAtMs >= 0 && receivedAtMs < 1L << 48, "receive time", receivedAtMs);
  }

  private static void require(boolean holds, String field, long value) {
    if (!holds) {
      throw new IllegalArgumentException("a ping's " + field + " cannot be " + value);
    }
  }
}
