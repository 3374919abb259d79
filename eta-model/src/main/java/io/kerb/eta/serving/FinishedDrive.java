package io.kerb.eta.serving;

import io.kerb.eta.residual.Drive;
import java.time.Duration;
import java.time.Instant;

/**
 * A drive that is over, and what was said of it.
 *
 * @param drive with its seconds on empty roads
 * @param roads the network that these are of
 * @param shownS the duration that the rider was shown before
 */
public record FinishedDrive(
    Drive drive, String roads, Instant startedAt, Instant finishedAt, double shownS) {

  double actualS() {
    return Duration.between(startedAt, finishedAt).toMillis() / 1000.0;
  }
}
