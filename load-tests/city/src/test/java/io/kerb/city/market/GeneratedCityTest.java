package io.kerb.city.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.city.roads.CityPlan;
import io.kerb.city.roads.CityRoads;
import io.kerb.city.roads.OsmXml;
import io.kerb.city.roads.RoadNetworkPlanner;
import io.kerb.eta.api.Route;
import io.kerb.eta.network.RoadNetwork;
import io.kerb.location.api.LatLng;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The drawn city through the eyes of the router that the server uses. */
class GeneratedCityTest {
  @Test
  void the_router_reads_the_city_and_drives_across_it(@TempDir Path directory) throws IOException {
    CityRoads city = RoadNetworkPlanner.draw(new CityPlan(3, 1_500));
    Path osm = directory.resolve("city.osm");
    OsmXml.write(city, osm);
    try (RoadNetwork network =
        RoadNetwork.open(osm, directory.resolve("cache"), Clock.systemUTC())) {
      assertThat(network.attribution()).isEqualTo("An invented city");
      RoadNetwork.Bounds bounds = network.bounds();
      LatLng south = onRoad(network, between(bounds, 0.3, 0.2));
      LatLng north = onRoad(network, between(bounds, 0.6, 0.9));
      Route route = network.route(List.of(south, north));
      assertThat((double) route.distanceM())
          .isBetween(south.metersTo(north), 2 * south.metersTo(north));
      double kmh = 3.6 * route.distanceM() / route.durationS();
      assertThat(kmh).as("average speed").isBetween(15.0, 70.0);

      Path file = directory.resolve("markets.json");
      MarketFile.write(
          file,
          MarketFile.around(
              "m", "M", bounds.southWest(), bounds.northEast(), "Europe/Lisbon", "EUR"));
      MarketFile.Entry market = MarketFile.read(file);
      assertThat(market.boundary().get(0).latitude()).isLessThan(bounds.southWest().latitude());
      assertThat(market.products())
          .extracting(MarketFile.ProductEntry::productId)
          .contains("standard");
    }
  }

  private static LatLng between(RoadNetwork.Bounds bounds, double east, double north) {
    LatLng low = bounds.southWest();
    LatLng high = bounds.northEast();
    return new LatLng(
        low.latitude() + north * (high.latitude() - low.latitude()),
        low.longitude() + east * (high.longitude() - low.longitude()));
  }

  private static LatLng onRoad(RoadNetwork network, LatLng place) {
    return network.findOnRoad(place).orElseThrow();
  }
}
