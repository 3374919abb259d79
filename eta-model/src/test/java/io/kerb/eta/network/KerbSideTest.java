package io.kerb.eta.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.carrotsearch.hppc.IntDoubleHashMap;
import com.graphhopper.util.EdgeExplorer;
import com.graphhopper.util.EdgeIterator;
import io.kerb.eta.api.ArrivalSide;
import io.kerb.eta.api.PickupEtas;
import io.kerb.eta.api.PickupEtas.Question;
import io.kerb.eta.api.Route;
import io.kerb.eta.time.TimeModel;
import io.kerb.location.api.LatLng;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KerbSideTest {
  private static final TinyCity CITY = new TinyCity(12);

  /** 04:00 on a Wednesday. */
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-03T04:00:00Z"), ZoneOffset.UTC);

  private static final double FACTOR = 0.90;

  @TempDir Path directory;

  @Test
  void aCarGoesRoundTheBlockRatherThanLetARiderCrossTheStreet() {
    try (RoadNetwork network = tiny()) {
      // Between columns 5 and 6 of row 6; the house stands 10 m to the north.
      LatLng house = new LatLng(0.00609, 0.0055);
      LatLng fromWest = new LatLng(0.006, 0.0052);
      LatLng fromEast = new LatLng(0.006, 0.0058);

      assertThat(eta(network, house, fromWest, ArrivalSide.ANY)).isLessThan(10);
      assertThat(eta(network, house, fromWest, ArrivalSide.LEFT)).isLessThan(10);
      assertThat(eta(network, house, fromWest, ArrivalSide.RIGHT)).isGreaterThan(15);
      assertThat(eta(network, house, fromEast, ArrivalSide.RIGHT)).isLessThan(10);
      Route round = network.route(List.of(fromWest, house), ArrivalSide.RIGHT);
      assertThat(headsEast(round)).isFalse();
      assertThat(headsEast(network.route(List.of(fromWest, house)))).isTrue();
      assertThat(round.distanceM()).isGreaterThan(80);
    }
  }

  @Test
  void aOneWayStreetAJunctionAndTheMiddleOfTheStreetHaveNoSide() {
    try (RoadNetwork network = tiny()) {
      LatLng besideOneWay = new LatLng(0.0065, 0.00409);
      LatLng atJunction = new LatLng(-0.00005, -0.00005);
      LatLng inTheMiddle = new LatLng(0.006, 0.0055);
      LatLng driver = CITY.corner(2, 3);
      for (LatLng pickup : List.of(besideOneWay, atJunction, inTheMiddle)) {
        int any = eta(network, pickup, driver, ArrivalSide.ANY);
        assertThat(eta(network, pickup, driver, ArrivalSide.LEFT)).isEqualTo(any);
        assertThat(eta(network, pickup, driver, ArrivalSide.RIGHT)).isEqualTo(any);
      }
    }
  }

  @Test
  void kerbSideTimesOfATinyCityEqualASearchWithoutHierarchy() {
    Path osm = CITY.write(directory.resolve("city.osm"));
    compare(osm, 30, 20, 0.011, 0, 0);
  }

  @Test
  void kerbSideTimesOfARealCityEqualASearchWithoutHierarchy() {
    String data = System.getenv("KERB_DATA");
    Path folder = data == null ? Path.of("..", "..", "shared", "data") : Path.of(data);
    Path osm = folder.resolve("porto_central_2020.osm.pbf");
    assumeThat(osm)
        .as("needs the shared data; set KERB_DATA to its folder (now " + folder + ")")
        .isRegularFile();
    compare(osm, 12, 15, 0.02, 41.145, -8.625);
  }

  private void compare(
      Path osm, int pickups, int driversEach, double extent, double south, double west) {
    long seed = 17;
    Random random = new Random(seed);
    int restricted = 0;
    try (RoadNetwork network = RoadNetwork.open(osm, directory.resolve("cache"), CLOCK)) {
      RoadGraph graph = new GraphCache(directory.resolve("cache")).open(osm, TimeModel.urban());
      for (int i = 0; i < pickups; i++) {
        ArrivalSide side = i % 2 == 0 ? ArrivalSide.RIGHT : ArrivalSide.LEFT;
        LatLng pickup = somewhere(random, extent, south, west);
        List<LatLng> drivers = new ArrayList<>();
        for (int j = 0; j < driversEach; j++) {
          // Some wait in the pickup's own street.
          drivers.add(
              j < 3
                  ? somewhere(random, 0.001, pickup.latitude(), pickup.longitude())
                  : somewhere(random, extent, south, west));
        }
        int[] etas = network.pickupEtasOfEachS(List.of(new Question(pickup, drivers, side))).get(0);
        for (int j = 0; j < driversEach; j++) {
          double plain = plainSearch(graph, drivers.get(j), pickup, side);
          String what = "seed %d: %s to %s".formatted(seed, drivers.get(j), pickup);
          if (Double.isInfinite(plain)) {
            assertThat(etas[j]).as(what).isEqualTo(PickupEtas.UNREACHABLE);
            continue;
          }
          assertThat((double) etas[j]).as(what).isCloseTo(plain * FACTOR, within(1.0));
          Route route = network.route(List.of(drivers.get(j), pickup), side);
          assertThat((double) route.durationS()).as(what).isCloseTo(plain * FACTOR, within(1.0));
          double along = 0;
          for (int k = 1; k < route.points().size(); k++) {
            along += route.points().get(k - 1).metersTo(route.points().get(k));
          }
          assertThat(along).as(what).isCloseTo(route.distanceM(), within(3 + along * 0.005));
          if (plain > plainSearch(graph, drivers.get(j), pickup, ArrivalSide.ANY) + 1) {
            restricted++;
          }
        }
      }
      graph.close();
    }
    assertThat(restricted).as("ways that the side made longer").isGreaterThan(10);
  }

  /** Dijkstra's search on the plain graph, every arrival weighed on its own. */
  private static double plainSearch(
      RoadGraph graph, LatLng driver, LatLng pickup, ArrivalSide side) {
    RoadPoint from = point(graph, driver);
    RoadPoint to = point(graph, pickup);
    if (from == null || to == null) {
      return Double.POSITIVE_INFINITY;
    }
    IntDoubleHashMap seconds = new IntDoubleHashMap();
    PriorityQueue<double[]> queue = new PriorityQueue<>((a, b) -> Double.compare(a[1], b[1]));
    queue.add(new double[] {from.base(), from.leaveToBaseS()});
    queue.add(new double[] {from.adj(), from.leaveToAdjS()});
    EdgeExplorer explorer = graph.roads().createEdgeExplorer();
    while (!queue.isEmpty()) {
      double[] next = queue.poll();
      int node = (int) next[0];
      if (Double.isInfinite(next[1]) || seconds.containsKey(node)) {
        continue;
      }
      seconds.put(node, next[1]);
      EdgeIterator edge = explorer.setBaseNode(node);
      while (edge.next()) {
        queue.add(
            new double[] {
              edge.getAdjNode(), next[1] + graph.weighting().calcEdgeWeight(edge, false)
            });
      }
    }
    boolean free =
        side == ArrivalSide.ANY
            || to.side() == ArrivalSide.ANY
            || Double.isInfinite(to.forwardS())
            || Double.isInfinite(to.backwardS())
            || to.fraction() == 0
            || to.fraction() == 1;
    boolean forward = free || to.side() == side;
    boolean backward = free || to.side() != side;
    double best = Double.POSITIVE_INFINITY;
    if (forward) {
      best = Math.min(best, get(seconds, to.base()) + to.arriveFromBaseS());
    }
    if (backward) {
      best = Math.min(best, get(seconds, to.adj()) + to.arriveFromAdjS());
    }
    boolean ahead = to.fraction() >= from.fraction();
    if (from.edge() == to.edge()
        && (to.fraction() == from.fraction() || (ahead ? forward : backward))) {
      best = Math.min(best, from.directS(to));
    }
    return best;
  }

  private static double get(IntDoubleHashMap seconds, int node) {
    return seconds.getOrDefault(node, Double.POSITIVE_INFINITY);
  }

  private static RoadPoint point(RoadGraph graph, LatLng place) {
    var snap =
        graph
            .getLocationIndex()
            .findClosest(place.latitude(), place.longitude(), graph.snapFilter());
    return snap.isValid() && snap.getQueryDistance() <= RoadNetwork.SNAP_MAX_M
        ? RoadPoint.of(snap, graph.weighting())
        : null;
  }

  private RoadNetwork tiny() {
    return RoadNetwork.open(
        CITY.write(directory.resolve("city.osm")), directory.resolve("cache"), CLOCK);
  }

  private static int eta(RoadNetwork network, LatLng pickup, LatLng driver, ArrivalSide side) {
    return network.pickupEtasOfEachS(List.of(new Question(pickup, List.of(driver), side)))
        .get(0)[0];
  }

  private static boolean headsEast(Route route) {
    List<LatLng> points = route.points();
    return points.get(points.size() - 1).longitude() > points.get(points.size() - 2).longitude();
  }

  private static LatLng somewhere(Random random, double extent, double south, double west) {
    return new LatLng(south + random.nextDouble() * extent, west + random.nextDouble() * extent);
  }
}
