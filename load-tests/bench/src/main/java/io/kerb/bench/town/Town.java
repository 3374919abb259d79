package io.kerb.bench.town;

import io.kerb.city.demand.Places;
import io.kerb.city.roads.CityPlan;
import io.kerb.city.roads.OsmXml;
import io.kerb.city.roads.RoadNetworkPlanner;
import io.kerb.eta.network.RoadNetwork;
import io.kerb.eta.network.RoadNetwork.Bounds;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.Market;
import io.kerb.location.api.Market.PartitionRange;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.Markets;
import io.kerb.location.api.Product;
import io.kerb.location.api.ProductId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** One market on real roads, and where its people are: two of five around its hot spots. */
public final class Town implements AutoCloseable {
  public static final ProductId PRODUCT = new ProductId("standard");

  private static final int HOT_SPOTS = 3;
  private static final double IN_HOT_SPOTS = 0.4;
  private static final double HOT_SPOT_M = 1_500;
  private static final int CITY_SEED = 1;
  private static final double MARGIN_DEG = 0.01;

  private final Path osm;
  private final RoadNetwork roads;
  private final Places places;
  private final Market market;

  private Town(Path osm, RoadNetwork roads) {
    this.osm = osm;
    this.roads = roads;
    this.places = new Places(roads.listRoads());
    this.market = market(roads.bounds());
  }

  /**
   * Opens the roads.
   *
   * @param osm an extract; without one, the largest city that the generator draws
   */
  public static Town open(Optional<Path> osm, Path directory) {
    Path file = osm.orElseGet(() -> draw(directory.resolve("city.osm")));
    return new Town(
        file, RoadNetwork.open(file, directory.resolve("roads"), Clock.systemDefaultZone()));
  }

  private static Path draw(Path file) {
    OsmXml.write(RoadNetworkPlanner.draw(new CityPlan(CITY_SEED, CityPlan.JUNCTIONS_MAX)), file);
    return file;
  }

  private static Market market(Bounds roads) {
    double south = roads.southWest().latitude() - MARGIN_DEG;
    double west = roads.southWest().longitude() - MARGIN_DEG;
    double north = roads.northEast().latitude() + MARGIN_DEG;
    double east = roads.northEast().longitude() + MARGIN_DEG;
    return new Market(
        new MarketId("bench"),
        "Bench",
        List.of(
            new LatLng(south, west),
            new LatLng(south, east),
            new LatLng(north, east),
            new LatLng(north, west)),
        ZoneOffset.UTC,
        Currency.getInstance("EUR"),
        List.of(new Product(PRODUCT, "Standard", 4)),
        0,
        new PartitionRange(0, 4));
  }

  /** What the roads were read from. */
  public Path osm() {
    return osm;
  }

  public RoadNetwork roads() {
    return roads;
  }

  public Market market() {
    return market;
  }

  public Markets markets() {
    return new Markets(List.of(market));
  }

  /** Where somebody may be, driver or rider. */
  public LatLng somewhere(RandomGenerator random) {
    if (random.nextDouble() >= IN_HOT_SPOTS) {
      return places.anywhere(random);
    }
    LatLng spot = places.spots().get(random.nextInt(Math.min(HOT_SPOTS, places.spots().size())));
    return places.findNear(spot, 0, HOT_SPOT_M, random).orElse(spot);
  }

  /** Side lengths of the roads' box. */
  public String size() {
    LatLng corner = roads.bounds().southWest();
    LatLng far = roads.bounds().northEast();
    return "%.1f x %.1f km, %,d junctions"
        .formatted(
            corner.metersTo(new LatLng(corner.latitude(), far.longitude())) / 1000,
            corner.metersTo(new LatLng(far.latitude(), corner.longitude())) / 1000,
            roads.junctions());
  }

  @Override
  public void close() {
    roads.close();
  }
}
