package io.kerb.eta.residual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kerb.location.api.LatLng;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlaceTableTest {
  @Test
  void manyGroupsKeepTheirOwnSums() {
    long seed = 3;
    Random random = new Random(seed);
    Map<Long, Double> expected = new HashMap<>();
    PlaceTable table = new PlaceTable();
    for (int i = 0; i < 20_000; i++) {
      long key = 1 + random.nextInt(5_000);
      table.add(key, 1, 1);
      expected.merge(key, 1.0, Double::sum);
    }

    assertThat(table.size()).isEqualTo(expected.size());
    expected.forEach((key, count) -> assertThat(table.count(key)).isEqualTo(count));
    assertThat(table.withAtLeast(5).size())
        .isEqualTo((int) expected.values().stream().filter(count -> count >= 5).count());
  }

  @Test
  void fewDrivesSayLittleAndNoneNothing() {
    PlaceTable table = new PlaceTable();
    table.add(7, 4, PlaceSums.DRIVES_HALF);

    assertThat(table.shrunk(7, 0.4)).isCloseTo(0.3, within(1e-6));
    assertThat(table.shrunk(8, 0.4)).isEqualTo(0.4);
  }

  @Test
  void aDriveCountsForEachOfItsGroupsOnce() {
    Set<Long> groups = new HashSet<>();
    PlaceGroups.forEach(
        TinyModel.CENTER,
        new LatLng(37.6, -122.4),
        40,
        key -> assertThat(groups.add(key)).isTrue());
    assertThat(groups).hasSize(17);
  }
}
