package io.kerb.eta.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kerb.eta.api.PickupEtas;
import io.kerb.eta.api.PickupEtas.Question;
import io.kerb.eta.api.Route;
import io.kerb.eta.api.UnroutableException;
import io.kerb.location.api.LatLng;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutesTest {
  private static final TinyCity CITY = new TinyCity(12);
  private static final Clock NIGHT = at("2026-06-03T03:30:00Z");
  private static final Clock RUSH_HOUR = at("2026-06-03T17:30:00Z");

  @TempDir static Path directory;
  private static Path osm;
  private static RoadNetwork network;

  @BeforeAll
  static void open() {
    osm = CITY.write(directory.resolve("city.osm"));
    network = RoadNetwork.open(osm, directory.resolve("cache"), NIGHT);
  }

  @Test
  void aRouteFollowsTheStreets() {
    Route route = network.route(List.of(CITY.corner(2, 2), CITY.corner(5, 6)));

    // Seven blocks of 111 m, whichever way round.
    assertThat(route.distanceM()).isCloseTo(7 * 111L, within(10L));
    assertThat(route.durationS()).isBetween(90L, 180L);
    assertThat(route.points()).hasSizeGreaterThanOrEqualTo(3);
    assertThat(route.points().get(0).metersTo(CITY.corner(2, 2))).isLessThan(1);
    assertThat(route.points().get(route.points().size() - 1).metersTo(CITY.corner(5, 6)))
        .isLessThan(1);
  }

  @Test
  void aOneWayStreetIsDrivenOneWay() {
    LatLng south = CITY.corner(6, 4);
    LatLng north = CITY.corner(9, 4);

    assertThat(network.route(List.of(south, north)).distanceM()).isCloseTo(333, within(5L));
    assertThat(network.route(List.of(north, south)).distanceM()).isCloseTo(555, within(8L));
  }

  @Test
  void stopsAreVisitedInOrder() {
    Route there = network.route(List.of(CITY.corner(1, 0), CITY.corner(1, 5)));
    Route andBack = network.route(List.of(CITY.corner(1, 0), CITY.corner(1, 5), CITY.corner(1, 0)));

    assertThat(andBack.distanceM()).isCloseTo(2 * there.distanceM(), within(2L));
  }

  @Test
  void theRushHourTakesLongerThanTheNight() {
    RoadNetwork rush = RoadNetwork.open(osm, directory.resolve("cache"), RUSH_HOUR);
    List<LatLng> places = List.of(CITY.corner(0, 0), CITY.corner(11, 11));

    Route byNight = network.route(places);
    Route byDay = rush.route(places);

    assertThat(byDay.distanceM()).isEqualTo(byNight.distanceM());
    assertThat((double) byDay.durationS() / byNight.durationS()).isBetween(1.2, 1.8);
    rush.close();
  }

  @Test
  void aPrimaryRoadIsFasterThanResidentialStreets() {
    Route primary = network.route(List.of(CITY.corner(0, 0), CITY.corner(0, 11)));
    Route residential = network.route(List.of(CITY.corner(6, 0), CITY.corner(6, 11)));

    assertThat(primary.distanceM()).isCloseTo(residential.distanceM(), within(3L));
    assertThat(primary.durationS()).isLessThan(residential.durationS());
  }

  @Test
  void aPlaceFarFromAnyRoadIsNamed() {
    LatLng sea = new LatLng(0.2, 0.2);

    assertThatThrownBy(() -> network.route(List.of(CITY.corner(1, 1), sea)))
        .isInstanceOfSatisfying(
            UnroutableException.class, e -> assertThat(e.place()).isEqualTo(sea))
        .hasMessageContaining("0.2, 0.2")
        .hasMessageContaining("500 m");
  }

  @Test
  void aPlaceUpTo500MetersFromARoadIsOnIt() throws IOException {
    // A park of 1,000 by 1,223 m, with a street around it.
    String park = CITY.xml().replaceAll("<way id='(?!1000|1009|2000|2011).*?</way>", "");
    Path file = Files.writeString(directory.resolve("park.osm"), park);
    try (RoadNetwork around = RoadNetwork.open(file, directory.resolve("cache"), NIGHT)) {
      LatLng inReach = new LatLng(0.0044, 0.0055);
      assertThat(around.findOnRoad(inReach).orElseThrow().metersTo(inReach)).isBetween(480., 500.);
      assertThat(around.findOnRoad(new LatLng(0.0045, 0.0055))).isEmpty();
    }
  }

  @Test
  void aPlaceOnAClosedRoadIsOnTheNextOpenOne() throws IOException {
    String closed =
        CITY.xml()
            .replaceFirst("(?s)(<way id='1005'>.*?)</way>", "$1<tag k='access' v='no'/></way>");
    Path file = Files.writeString(directory.resolve("closed.osm"), closed);
    LatLng onRowFive = between(CITY.corner(5, 5), CITY.corner(5, 6), 0.4);
    try (RoadNetwork without = RoadNetwork.open(file, directory.resolve("cache"), NIGHT)) {
      assertThat(network.findOnRoad(onRowFive).orElseThrow().metersTo(onRowFive)).isLessThan(1);
      assertThat(without.findOnRoad(onRowFive).orElseThrow().metersTo(onRowFive))
          .isBetween(40., 50.);
      assertThat(without.route(List.of(CITY.corner(5, 3), CITY.corner(5, 5))).distanceM())
          .isCloseTo(4 * 111L, within(6L));
    }
  }

  @Test
  void nothingSnapsToAnIslandThatNoCarCanLeave() {
    assertThat(network.findOnRoad(TinyCity.ISLAND)).isEmpty();
    assertThat(network.findOnRoad(CITY.corner(1, 1))).isPresent();
    assertThatThrownBy(() -> network.route(List.of(CITY.corner(1, 1), TinyCity.ISLAND)))
        .isInstanceOf(UnroutableException.class);
    assertThat(network.pickupEtasS(CITY.corner(1, 1), List.of(TinyCity.ISLAND)))
        .containsExactly(PickupEtas.UNREACHABLE);
    assertThat(network.pickupEtasS(TinyCity.ISLAND, List.of(CITY.corner(1, 1))))
        .containsExactly(PickupEtas.UNREACHABLE);
  }

  @Test
  void aRouteToTheSamePlaceHasTwoPointsAndNoLength() {
    Route route = network.route(List.of(CITY.corner(3, 3), CITY.corner(3, 3)));

    assertThat(route.distanceM()).isZero();
    assertThat(route.durationS()).isZero();
    assertThat(route.points()).hasSize(2);
  }

  @Test
  void pickupEtasEqualTheRoutesOfEachDriver() {
    long seed = 20260603;
    Random random = new Random(seed);
    for (int round = 0; round < 20; round++) {
      LatLng pickup = somewhere(random);
      List<LatLng> drivers = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        drivers.add(somewhere(random));
      }

      int[] etas = network.pickupEtasS(pickup, drivers);

      for (int i = 0; i < etas.length; i++) {
        long routed = network.route(List.of(drivers.get(i), pickup)).durationS();
        assertThat((long) etas[i])
            .as("seed %d round %d driver %s to %s", seed, round, drivers.get(i), pickup)
            .isCloseTo(routed, within(1L));
      }
    }
  }

  @Test
  void aWindowIsAnsweredLikeItsQuestionsOneByOne() {
    long seed = 7;
    List<Question> window = window(new Random(seed), 60);

    List<int[]> etas = network.pickupEtasOfEachS(window);

    try (RoadNetwork other = RoadNetwork.open(osm, directory.resolve("cache"), NIGHT)) {
      for (int i = 0; i < window.size(); i++) {
        Question question = window.get(i);
        assertThat(etas.get(i))
            .as("seed %d question %d", seed, i)
            .containsExactly(other.pickupEtasS(question.pickup(), question.drivers()));
      }
    }
  }

  @Test
  void manyThreadsGetTheSameAnswers() {
    List<Question> window = window(new Random(8), 40);
    List<int[]> alone = network.pickupEtasOfEachS(window);
    try (RoadNetwork shared = RoadNetwork.open(osm, directory.resolve("cache"), NIGHT)) {
      List<List<int[]>> answers =
          IntStream.range(0, 16)
              .parallel()
              .mapToObj(thread -> shared.pickupEtasOfEachS(window))
              .toList();

      for (List<int[]> answer : answers) {
        assertThat(answer).containsExactlyElementsOf(alone);
      }
    }
  }

  @Test
  void whoIsOnTheSameStreetDrivesStraightUnlessItIsOneWay() {
    LatLng south = between(CITY.corner(6, 4), CITY.corner(7, 4), 0.2);
    LatLng north = between(CITY.corner(6, 4), CITY.corner(7, 4), 0.8);

    int ahead = network.pickupEtasS(north, List.of(south))[0];
    int around = network.pickupEtasS(south, List.of(north))[0];

    assertThat((long) ahead)
        .isCloseTo(network.route(List.of(south, north)).durationS(), within(1L))
        .isLessThan(20);
    assertThat((long) around)
        .isCloseTo(network.route(List.of(north, south)).durationS(), within(1L))
        .isGreaterThan(40);
    assertThat(network.pickupEtasS(south, List.of(south))).containsExactly(0);
  }

  @Test
  void tooManyDriversInOneQuestionAreRefused() {
    List<LatLng> drivers =
        java.util.Collections.nCopies(PickupEtas.DRIVERS_MAX + 1, CITY.corner(1, 1));

    assertThatThrownBy(() -> network.pickupEtasS(CITY.corner(1, 1), drivers))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("200");
  }

  @Test
  void roadsAreListedOnceWithTheirClass() {
    double meters = 0;
    for (var road : network.listRoads()) {
      assertThat(road.roadClass()).isIn("primary", "residential");
      for (int i = 1; i < road.points().size(); i++) {
        meters += road.points().get(i - 1).metersTo(road.points().get(i));
      }
    }
    // Twelve rows and twelve columns of eleven blocks, and the island's street.
    assertThat(meters).isCloseTo((2 * 12 * 11 + 1) * 111.2, within(50.0));
    assertThat(network.listRoads().size()).isLessThan(150);
  }

  @Test
  void theBoundsHoldAllRoads() {
    assertThat(network.bounds().southWest().metersTo(CITY.corner(0, 0))).isLessThan(1);
    assertThat(network.bounds().northEast().metersTo(new LatLng(0.5, 0.501))).isLessThan(1);
  }

  /** Questions that share drivers, some of them on the island. */
  private static List<Question> window(Random random, int questions) {
    List<LatLng> drivers = new ArrayList<>(List.of(TinyCity.ISLAND, CITY.corner(0, 0)));
    for (int i = 0; i < 50; i++) {
      drivers.add(somewhere(random));
    }
    List<Question> window = new ArrayList<>();
    for (int i = 0; i < questions; i++) {
      Collections.shuffle(drivers, random);
      LatLng pickup = i % 10 == 9 ? TinyCity.ISLAND : somewhere(random);
      window.add(new Question(pickup, List.copyOf(drivers.subList(0, random.nextInt(25)))));
    }
    return window;
  }

  private static LatLng between(LatLng from, LatLng to, double share) {
    return new LatLng(
        from.latitude() + share * (to.latitude() - from.latitude()),
        from.longitude() + share * (to.longitude() - from.longitude()));
  }

  private static LatLng somewhere(Random random) {
    return new LatLng(random.nextDouble() * 0.011, random.nextDouble() * 0.011);
  }

  private static Clock at(String instant) {
    return Clock.fixed(Instant.parse(instant), ZoneOffset.UTC);
  }
}
