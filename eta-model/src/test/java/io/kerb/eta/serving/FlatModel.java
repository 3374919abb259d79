package io.kerb.eta.serving;

import io.kerb.eta.residual.Calibration;
import io.kerb.eta.residual.EtaModel;
import io.kerb.eta.residual.Origin;
import io.kerb.eta.residual.PlaceTable;
import io.kerb.eta.residual.Spread;
import io.kerb.eta.residual.Trees;
import io.kerb.eta.residual.WeekHour;
import java.time.Instant;
import java.util.Arrays;

/** A model by which every drive takes so many times as long, at every hour. */
final class FlatModel {
  /** The trees make every drive longer than calibrated by this factor. */
  static final double TREES = 1.1;

  private FlatModel() {}

  /** Calibrated to this factor; the mean is 1.2 medians, P10 and P90 lie e^0.2 around. */
  static EtaModel of(double factor, String roads) {
    float[] factors = new float[WeekHour.HOURS * Calibration.BINS];
    Arrays.fill(factors, (float) Math.log(factor));
    Trees trees = new Trees.Builder(Math.log(TREES)).build();
    return new EtaModel(
        new Origin(
            10,
            Instant.parse("2026-05-01T00:00:00Z"),
            Instant.parse("2026-05-31T00:00:00Z"),
            roads),
        new Calibration(factors),
        new PlaceTable(),
        trees,
        trees,
        new Trees.Builder(0.2).build(),
        new Spread(-1, 1, new float[] {0.2f}, new float[] {1.2f}));
  }
}
