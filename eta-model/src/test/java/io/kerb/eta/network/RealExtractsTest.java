package io.kerb.eta.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.kerb.eta.api.PickupEtas;
import io.kerb.eta.api.Roads.Road;
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
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On the shared extracts; found by KERB_DATA, by default beside the project. */
class RealExtractsTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-06-03T12:00:00Z"), ZoneOffset.UTC);
  private static final int PICKUPS = 20;
  private static final int DRIVERS = 64;

  @TempDir static Path cache;

  @ParameterizedTest
  @CsvSource({
    "porto_central_2020.osm.pbf, 3000",
    "oslo_east_filtered.osm.pbf, 3000",
    "andorra_2013.osm.pbf, 1000",
    "sf_bayarea_arterial_cbcities.osm.gz, 1000"
  })
  void aRealCityRoutesAndItsPickupEtasEqualTheRoutes(String file, int junctionsMin) {
    RoadNetwork network = RoadNetwork.open(extract(file), cache, NOON);
    assertThat(network.junctions()).isGreaterThan(junctionsMin);
    assertThat(network.attribution()).isEqualTo("© OpenStreetMap contributors");
    List<Road> roads = network.listRoads();
    long seed = 7;
    Random random = new Random(seed);
    int routed = 0;
    for (int i = 0; i < PICKUPS; i++) {
      LatLng pickup = onRoad(roads, random);
      List<LatLng> drivers = new ArrayList<>();
      for (int j = 0; j < DRIVERS; j++) {
        drivers.add(onRoad(roads, random));
      }
      int[] etas = network.pickupEtasS(pickup, drivers);
      for (int j = 0; j < DRIVERS; j++) {
        if (etas[j] == PickupEtas.UNREACHABLE) {
          LatLng driver = drivers.get(j);
          assertThatThrownBy(() -> network.route(List.of(driver, pickup)))
              .isInstanceOf(UnroutableException.class);
          continue;
        }
        Route route = network.route(List.of(drivers.get(j), pickup));
        assertThat((long) etas[j])
            .as("%s: %s to %s", file, drivers.get(j), pickup)
            .isCloseTo(route.durationS(), within(1L));
        assertPlausible(route, drivers.get(j), pickup);
        routed++;
      }
    }
    assertThat(routed).as("routes found in " + file).isGreaterThan(PICKUPS * DRIVERS / 2);
    network.close();
  }

  @Test
  void aTruncatedExtractIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(extract("porto_central_2020.osm.pbf"));
    Path half = Files.write(cache.resolve("half.osm.pbf"), java.util.Arrays.copyOf(whole, 600_000));

    assertThatThrownBy(() -> RoadNetwork.open(half, cache, NOON))
        .isInstanceOf(UnreadableOsmException.class)
        .hasMessageContaining("half.osm.pbf")
        .hasMessageContaining("interrupted");
  }

  private static void assertPlausible(Route route, LatLng from, LatLng to) {
    double straight = route.points().get(0).metersTo(route.points().get(route.points().size() - 1));
    assertThat((double) route.distanceM()).isGreaterThanOrEqualTo(straight * 0.99 - 2);
    if (route.distanceM() > 1000) {
      assertThat(route.distanceM() * 3.6 / route.durationS())
          .as("km/h from %s to %s", from, to)
          .isBetween(5.0, 100.0);
    }
  }

  private static LatLng onRoad(List<Road> roads, Random random) {
    List<LatLng> points = roads.get(random.nextInt(roads.size())).points();
    return points.get(random.nextInt(points.size()));
  }

  private static Path extract(String file) {
    String data = System.getenv("KERB_DATA");
    Path directory = data == null ? Path.of("..", "..", "shared", "data") : Path.of(data);
    Path extract = directory.resolve(file);
    assumeThat(extract)
        .as("needs the shared data; set KERB_DATA to its folder (now " + directory + ")")
        .isRegularFile();
    return extract;
  }
}
