package io.kerb.eta.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kerb.location.api.LatLng;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatchingRoadsTest {
  private static final TinyCity CITY = new TinyCity(9);
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-03T03:30:00Z"), ZoneOffset.UTC);
  private static final double FACTOR = 0.89;
  private static final double SECONDS_MAX = 10_000;

  @TempDir static Path directory;
  private static RoadNetwork network;
  private static MatchingRoads roads;

  @BeforeAll
  static void open() {
    network =
        RoadNetwork.open(
            CITY.write(directory.resolve("city.osm")), directory.resolve("cache"), CLOCK);
    roads = network.forMatching();
  }

  @AfterAll
  static void close() {
    network.close();
  }

  @Test
  void allRoadsAroundAPlaceAreFoundNearestFirst() {
    // 11 m east of a crossing and 22 m north of it.
    LatLng place = new LatLng(4.2 * 0.001, 5.1 * 0.001);

    List<Spot> spots = roads.spotsNear(place, 60, 10);

    assertThat(spots).hasSize(4);
    assertThat(spots.get(0).offM()).isCloseTo(11.1, within(0.5));
    assertThat(spots.get(1).offM()).isCloseTo(22.2, within(0.5));
    assertThat(spots.get(0).place().metersTo(new LatLng(4.2 * 0.001, 5 * 0.001))).isLessThan(0.5);
    assertThat(roads.spotsNear(place, 60, 2)).hasSize(2);
    assertThat(roads.spotsNear(place, 5, 10)).isEmpty();
  }

  @Test
  void walksTakeAsLongAsRoutes() {
    long seed = 5;
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      Spot from = spot(random);
      Spot to = spot(random);
      Walk walk = roads.walksFrom(from, SECONDS_MAX).to(to).orElseThrow();

      var route = network.route(List.of(from.place(), to.place()));
      assertThat(walk.seconds() * FACTOR)
          .as("seed %d, %s to %s", seed, from.place(), to.place())
          .isCloseTo(route.durationS(), within(1.0));
      assertThat(walk.meters()).isCloseTo(route.distanceM(), within(3.0));
      assertThat(walk.byClass().values().stream().mapToDouble(Walk.ClassTime::seconds).sum())
          .isCloseTo(walk.seconds(), within(1e-6));
    }
  }

  @Test
  void aWalkBeyondTheBoundIsNotFound() {
    Spot from = roads.spotsNear(CITY.corner(1, 1), 20, 1).get(0);
    Spot to = roads.spotsNear(CITY.corner(7, 7), 20, 1).get(0);
    double needed = roads.walksFrom(from, SECONDS_MAX).to(to).orElseThrow().seconds();

    assertThat(roads.walksFrom(from, needed - 1).to(to)).isEqualTo(Optional.empty());
    assertThat(roads.walksFrom(from, needed + 1).to(to)).isPresent();
  }

  private static Spot spot(Random random) {
    LatLng place = new LatLng(random.nextDouble() * 0.008, random.nextDouble() * 0.008);
    return roads.spotsNear(place, 100, 1).get(0);
  }
}
