package io.kerb.location.gate;

import io.kerb.location.api.Market;
import io.kerb.location.api.PingIntake.Ping;
import io.kerb.location.api.PingIntake.Receipt;
import io.kerb.location.api.PingIntake.Rejection;
import java.util.List;

/**
 * What the gate says of a batch.
 *
 * @param after what to remember of the driver
 * @param accepted in the order in which they belong into the log
 * @param rejected by their index in the batch
 */
public record Verdict(DriverTrack after, List<Accepted> accepted, List<Rejection> rejected) {

  /**
   * A ping for the log.
   *
   * @param backlog true for all but the newest of the batch: for the track, not for the index
   */
  public record Accepted(Ping ping, Market market, int trust, boolean backlog) {}

  public Receipt receipt() {
    return new Receipt(accepted.size(), rejected);
  }
}
