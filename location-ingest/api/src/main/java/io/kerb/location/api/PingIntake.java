package io.kerb.location.api;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The way in for positions, whichever socket they came by. */
public interface PingIntake {

  /** Most pings in one batch: a phone's backlog of an hour at one ping in four seconds. */
  int BATCH_MAX = 900;

  /**
   * Checks the pings and writes the good ones to the log; completes when the log has acknowledged.
   * Completes exceptionally when the log did not answer: the outcome is then unknown, and the same
   * batch may be sent again (duplicates are dropped).
   */
  CompletionStage<Receipt> take(DriverId driver, Batch batch);

  /** As sent by the driver's app; {@code sessionId} begins anew with each start of the app. */
  record Batch(String sessionId, List<Ping> pings) {}

  /**
   * One position report.
   *
   * @param sequence grows within a session; it, not the phone's clock, orders the pings
   * @param headingDeg 0 to 359, clockwise from north; null if unknown
   * @param speedMps null if unknown
   * @param recordedAt the phone's clock, trusted for nothing but the track
   */
  record Ping(
      long sequence,
      double latitude,
      double longitude,
      Integer headingDeg,
      Double speedMps,
      Instant recordedAt) {}

  /** How many went to the log, and why each of the others did not. */
  record Receipt(int accepted, List<Rejection> rejected) {}

  record Rejection(int index, String code) {}
}
