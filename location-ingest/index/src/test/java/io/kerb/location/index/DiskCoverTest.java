package io.kerb.location.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.geometry.S1Angle;
import com.google.common.geometry.S2Cell;
import com.google.common.geometry.S2CellId;
import com.google.common.geometry.S2EdgeUtil;
import com.google.common.geometry.S2LatLng;
import com.google.common.geometry.S2Point;
import io.kerb.location.api.LatLng;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiskCoverTest {
  private static final int DISKS = 60;
  private static final int POINTS = 2_000;

  /**
   * Anywhere, or around the edges and corners of S2's cube (at 45° of longitude, and 35° north).
   */
  @ParameterizedTest
  @CsvSource({"0, 0, 180", "0, 45, 0.2", "35.2644, 45, 0.2", "45, 0, 0.2", "37.78, -122.41, 0.2"})
  void everyPointOfTheDiskIsInACell(double latitude, double longitude, double spreadDeg) {
    for (long seed = 0; seed < DISKS; seed++) {
      Random random = new Random(seed);
      S2Point center =
          S2LatLng.fromDegrees(
                  Math.max(-89, Math.min(89, latitude + spread(random, spreadDeg / 2))),
                  longitude + spread(random, spreadDeg))
              .toPoint();
      double meters = 1 + random.nextDouble() * 6_000;
      Set<Long> cells = new HashSet<>();
      for (long cell : SupplyCells.coverDisk(center, meters)) {
        assertThat(cells.add(cell)).as("seed %d", seed).isTrue();
        assertThat(new S2CellId(cell).level()).isEqualTo(SupplyCells.LEVEL);
      }
      for (int i = 0; i < POINTS; i++) {
        S2Point point = somewhere(center, meters, random);
        long leaf = S2CellId.fromPoint(point).id();
        assertThat(cells).as("seed %d", seed).contains(SupplyCells.ofLeaf(leaf));
      }
    }
  }

  @Test
  void farAwayCellsAreLeftOut() {
    S2Point center = S2LatLng.fromDegrees(37.78, -122.41).toPoint();
    for (long cell : SupplyCells.coverDisk(center, 1_000)) {
      S1Angle distance = new S2Cell(new S2CellId(cell)).getDistance(center).toAngle();
      assertThat(distance.radians() * LatLng.EARTH_RADIUS_M).isLessThan(1_000 + 250);
    }
  }

  /** More often near the rim than in the middle. */
  private static S2Point somewhere(S2Point center, double meters, Random random) {
    S2Point away = S2LatLng.fromDegrees(spread(random, 90), spread(random, 180)).toPoint();
    double angle = Math.sqrt(Math.sqrt(random.nextDouble())) * meters / LatLng.EARTH_RADIUS_M;
    return S2EdgeUtil.interpolateAtDistance(S1Angle.radians(angle), center, away);
  }

  private static double spread(Random random, double max) {
    return (2 * random.nextDouble() - 1) * max;
  }
}
