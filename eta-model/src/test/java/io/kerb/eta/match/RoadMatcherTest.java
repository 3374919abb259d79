package io.kerb.eta.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kerb.eta.network.RoadNetwork;
import io.kerb.eta.network.TinyExtracts;
import io.kerb.location.api.LatLng;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoadMatcherTest {
  private static final double DEGREES_PER_M = 1 / 111_195.0;

  @TempDir static Path directory;
  private static RoadNetwork network;
  private static RoadMatcher matcher;

  @BeforeAll
  static void open() {
    network =
        RoadNetwork.open(
            TinyExtracts.write(directory.resolve("city.osm"), 20),
            directory.resolve("cache"),
            Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    matcher = new RoadMatcher(network.forMatching());
  }

  @AfterAll
  static void close() {
    network.close();
  }

  @Test
  void noisyPositionsAMinuteApartGiveTheWayThatWasDriven() {
    long seed = 11;
    Random random = new Random(seed);
    for (int round = 0; round < 30; round++) {
      List<LatLng> way =
          network
              .route(
                  List.of(
                      TinyExtracts.corner(random.nextInt(5), random.nextInt(5)),
                      TinyExtracts.corner(12 + random.nextInt(8), 12 + random.nextInt(8))))
              .points();
      List<Ping> pings = drive(way, 6, 60, 8, random);

      List<List<Step>> chains = matcher.match(pings);

      assertThat(chains).as("seed %d round %d", seed, round).hasSize(1);
      assertThat(chains.get(0)).hasSize(pings.size() - 1);
      double meters = chains.get(0).stream().mapToDouble(step -> step.walk().meters()).sum();
      assertThat(meters)
          .as("seed %d round %d", seed, round)
          .isCloseTo(6.0 * 60 * (pings.size() - 1), within(60.0));
    }
  }

  @Test
  void theLikelierRoadIsTheOneThatFitsTheWholeWay() {
    // Along row 5; the middle position is nearer to the crossing column.
    List<Ping> pings =
        List.of(
            new Ping(0, at(5, 2.5), true),
            new Ping(20, at(5.1, 4.05), true),
            new Ping(40, at(5, 5.5), true));

    double meters =
        matcher.match(pings).get(0).stream().mapToDouble(step -> step.walk().meters()).sum();

    assertThat(meters).isCloseTo(3 * 111.2, within(5.0));
  }

  @Test
  void betweenTwoRoadsTheNearerOneIsLikelier() {
    // Row 0 is a primary road, row 1 a residential street, 111 m apart.
    assertThat(classesBetween(at(0.47, 2.5), at(0.47, 5.5))).containsExactly("primary");
    assertThat(classesBetween(at(0.53, 2.5), at(0.53, 5.5))).containsExactly("residential");
  }

  private static Iterable<String> classesBetween(LatLng from, LatLng to) {
    List<Ping> pings = List.of(new Ping(0, from, true), new Ping(40, to, true));
    return matcher.match(pings).get(0).get(0).walk().byClass().keySet();
  }

  @Test
  void theChainBreaksWhereThereIsNoRoad() {
    List<Ping> pings =
        List.of(
            new Ping(0, at(5, 2), true),
            new Ping(30, at(5, 4), true),
            new Ping(60, new LatLng(-0.002, 0.006), true),
            new Ping(90, at(5, 8), true),
            new Ping(120, at(5, 10), true));

    List<List<Step>> chains = matcher.match(pings);

    assertThat(chains).extracting(List::size).containsExactly(1, 1);
    assertThat(chains.get(1).get(0).startedS()).isEqualTo(90);
  }

  @Test
  void theChainBreaksAtAGapAndWhereNobodyCouldDriveSoFast() {
    assertThat(
            matcher.match(
                List.of(
                    new Ping(0, at(5, 2), true),
                    new Ping(RoadMatcher.GAP_MAX_S + 1, at(5, 4), true))))
        .isEmpty();
    assertThat(matcher.match(List.of(new Ping(0, at(5, 2), true), new Ping(10, at(5, 12), true))))
        .isEmpty();
    assertThat(matcher.match(List.of())).isEmpty();
  }

  @Test
  void ridesAreRunsWithSomebodyInTheCarWithoutTheirEnds() {
    List<Ping> track = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      boolean occupied = i >= 3 && i < 9 || i >= 12 && i < 15;
      track.add(new Ping(i * 60L, at(1, 1), occupied));
    }

    List<List<Ping>> rides = Rides.of(track);

    // The second run has three positions: without its ends there is no way left.
    assertThat(rides).hasSize(1);
    assertThat(rides.get(0)).extracting(Ping::epochS).containsExactly(240L, 300L, 360L, 420L);
  }

  private static LatLng at(double row, double column) {
    return new LatLng(row * 0.001, column * 0.001);
  }

  /** Positions of a car at this speed, each some meters off. */
  private static List<Ping> drive(
      List<LatLng> way, double mps, int everyS, double noiseM, Random random) {
    List<Ping> pings = new ArrayList<>();
    double along = 0;
    double next = 0;
    for (int i = 1; i < way.size(); i++) {
      LatLng from = way.get(i - 1);
      LatLng to = way.get(i);
      double length = from.metersTo(to);
      for (; next <= along + length; next += mps * everyS) {
        double share = (next - along) / length;
        pings.add(
            new Ping(
                pings.size() * (long) everyS,
                new LatLng(
                    from.latitude()
                        + share * (to.latitude() - from.latitude())
                        + random.nextGaussian() * noiseM * DEGREES_PER_M,
                    from.longitude()
                        + share * (to.longitude() - from.longitude())
                        + random.nextGaussian() * noiseM * DEGREES_PER_M),
                true));
      }
      along += length;
    }
    return pings;
  }
}
