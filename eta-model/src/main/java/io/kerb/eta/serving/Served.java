package io.kerb.eta.serving;

import io.kerb.eta.residual.EtaModel;
import io.kerb.eta.residual.LiveResiduals;
import java.time.Instant;
import java.time.ZoneId;

/**
 * A model in use, with what it was told of finished drives: exchanged as one.
 *
 * @param version the artifact's name without its ending
 * @param checksum SHA-256 of the artifact's content, in hexadecimal
 * @param card figures of its evaluation, as text; empty if there is none
 */
record Served(
    EtaModel model,
    LiveResiduals live,
    ZoneId zone,
    String version,
    String checksum,
    String card,
    Instant loadedAt) {

  void hear(FinishedDrive finished) {
    if (finished.roads().equals(model.origin().roads())) {
      live.add(
          finished.finishedAt(),
          finished.drive().from(),
          finished.drive().to(),
          model.logResidual(
              finished.drive(), finished.startedAt().atZone(zone), finished.actualS()));
    }
  }
}
