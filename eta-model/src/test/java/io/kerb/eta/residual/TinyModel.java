package io.kerb.eta.residual;

import io.kerb.location.api.LatLng;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;

/** A model small enough to be worked out by hand. */
final class TinyModel {
  static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");

  /** A Wednesday, 08:30. */
  static final ZonedDateTime WEDNESDAY_MORNING = ZonedDateTime.of(2026, 6, 3, 8, 30, 0, 0, ZONE);

  static final LatLng CENTER = new LatLng(37.78, -122.41);
  static final LatLng AIRPORT = new LatLng(37.62, -122.39);
  static final double CALIBRATION_FACTOR = 1.5;
  static final double LONG_DRIVE_FACTOR = 1.2;
  static final double COMPACT_FACTOR = 1.1;
  static final double DEVIATION = 0.2;

  private TinyModel() {}

  /** Drives of more than 1,000 calibrated seconds take 1.2 times as long, by the large trees. */
  static EtaModel model() {
    float[] factors = new float[WeekHour.HOURS * Calibration.BINS];
    Arrays.fill(factors, (float) Math.log(CALIBRATION_FACTOR));
    PlaceTable sums = new PlaceTable();
    PlaceGroups.forEach(CENTER, AIRPORT, 0, key -> sums.add(key, 5, 10));
    Trees.Builder median = new Trees.Builder(0);
    int root = median.root();
    int left =
        median.branch(root, Feature.LOG_CALIBRATED_S.ordinal(), (float) Math.log(1000), true);
    median.leaf(left, 0);
    median.leaf(left + 1, (float) Math.log(LONG_DRIVE_FACTOR));
    return new EtaModel(
        new Origin(
            10,
            Instant.parse("2026-05-01T00:00:00Z"),
            Instant.parse("2026-05-31T00:00:00Z"),
            "tiny"),
        new Calibration(factors),
        sums,
        median.build(),
        new Trees.Builder(Math.log(COMPACT_FACTOR)).build(),
        new Trees.Builder(DEVIATION).build(),
        new Spread(-1.5f, 2, new float[] {0.1f, 0.3f}, new float[] {1, 1.2f}));
  }
}
