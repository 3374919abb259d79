package io.kerb.eta.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kerb.eta.api.ArrivalSide;
import io.kerb.eta.api.DriveTime;
import io.kerb.eta.api.PickupEtas;
import io.kerb.eta.api.PickupEtas.Question;
import io.kerb.eta.api.UnroutableException;
import io.kerb.eta.network.TinyExtracts;
import io.kerb.eta.network.UnreadableOsmException;
import io.kerb.eta.residual.Drive;
import io.kerb.eta.time.DriveTimes;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.Market;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.Markets;
import io.kerb.location.api.Product;
import io.kerb.location.api.ProductId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two halves of one grid are markets; the south-west has small roads and the north all of them. */
class RoadNetworksTest {
  /** 02:30 in London, 20:30 the evening before in Chicago. */
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-03T01:30:00Z"), ZoneOffset.UTC);

  private static final LatLng SOUTH_FROM = TinyExtracts.corner(1, 1);
  private static final LatLng SOUTH_TO = TinyExtracts.corner(4, 4);
  private static final LatLng NORTH_FROM = TinyExtracts.corner(10, 1);
  private static final LatLng NORTH_TO = TinyExtracts.corner(13, 4);
  private static final LatLng OUTSIDE = TinyExtracts.corner(3, 20);

  @TempDir Path directory;
  private Path small;
  private Path large;
  private RoadNetworks roads;

  @BeforeEach
  void open() {
    small = TinyExtracts.write(directory.resolve("small.osm"), 6);
    large = TinyExtracts.write(directory.resolve("large.osm"), 16);
    roads = open(Map.of("south", small, "north", large));
  }

  @AfterEach
  void close() {
    roads.close();
  }

  @Test
  void eachMarketDrivesOnItsOwnRoads() {
    assertThat(roads.networks()).isEqualTo(2);
    assertThat(roads.roadsOf(new MarketId("north")).listRoads())
        .hasSizeGreaterThan(roads.roadsOf(new MarketId("south")).listRoads().size());
    assertThat(roads.route(List.of(NORTH_FROM, NORTH_TO)).distanceM()).isPositive();
    // The small extract ends before the north begins.
    assertThatThrownBy(() -> roads.route(List.of(SOUTH_FROM, NORTH_TO)))
        .isInstanceOfSatisfying(
            UnroutableException.class, e -> assertThat(e.place()).isEqualTo(NORTH_TO));
  }

  @Test
  void marketsThatNameTheSameFileShareOneNetworkByTheirOwnClocks() {
    try (RoadNetworks shared = open(Map.of("south", large, "north", large))) {
      assertThat(shared.networks()).isEqualTo(1);
      // The same blocks by shape: the night in London is emptier than the evening in Chicago.
      long night = shared.route(List.of(SOUTH_FROM, SOUTH_TO)).durationS();
      long evening = shared.route(List.of(NORTH_FROM, NORTH_TO)).durationS();
      assertThat((double) evening / night).isBetween(1.1, 1.3);
    }
  }

  @Test
  void aWindowOverSeveralMarketsIsAnsweredInItsOrder() {
    List<LatLng> drivers = List.of(SOUTH_TO, NORTH_FROM);
    List<Question> window =
        List.of(
            new Question(NORTH_TO, drivers),
            new Question(SOUTH_FROM, drivers),
            new Question(OUTSIDE, drivers),
            new Question(NORTH_FROM, drivers));

    List<int[]> etas = roads.pickupEtasOfEachS(window);

    for (int i = 0; i < window.size(); i++) {
      assertThat(etas.get(i))
          .as("question %d", i)
          .containsExactly(roads.pickupEtasS(window.get(i).pickup(), drivers));
    }
    assertThat(etas.get(0)).doesNotContain(PickupEtas.UNREACHABLE);
    assertThat(etas.get(1)[1])
        .as("no road of the south is there")
        .isEqualTo(PickupEtas.UNREACHABLE);
    assertThat(etas.get(2)).containsOnly(PickupEtas.UNREACHABLE);
    assertThat(etas.get(3)[1]).isZero();
  }

  @Test
  void aPlaceOutsideEveryMarketIsNamed() {
    assertThatThrownBy(() -> roads.route(List.of(OUTSIDE, SOUTH_TO)))
        .isInstanceOfSatisfying(
            UnroutableException.class, e -> assertThat(e.place()).isEqualTo(OUTSIDE))
        .hasMessageContaining("no market contains 0.003, 0.02");
  }

  @Test
  void aMarketMayHaveItsPlacesAtTheKerb() {
    // A house north of its street, and a driver west of it: one drives by on the house's right.
    LatLng house = new LatLng(0.00209, 0.0025);
    LatLng driver = new LatLng(0.002, 0.0022);
    try (RoadNetworks kerb =
        RoadNetworks.open(
            markets(),
            market -> new RoadSource(small, directory.resolve("cache")),
            market ->
                market.marketId().value().equals("south") ? ArrivalSide.RIGHT : ArrivalSide.ANY,
            CLOCK,
            (market, name) -> Optional.empty())) {
      int direct = roads.pickupEtasS(house, List.of(driver))[0];
      int round = kerb.pickupEtasS(house, List.of(driver))[0];
      Question left = new Question(house, List.of(driver), ArrivalSide.LEFT);

      assertThat(round).isGreaterThan(direct + 5);
      assertThat(kerb.route(List.of(driver, house)).durationS())
          .isCloseTo((long) round, within(1L));
      assertThat(kerb.pickupEtasOfEachS(List.of(left)).get(0)[0])
          .as("the question has the last word")
          .isEqualTo(direct);
    }
  }

  @Test
  void anOperatorsReloadSwapsThatMarketsRoads() throws InterruptedException {
    MarketId south = new MarketId("south");
    TinyExtracts.write(small, 9);

    roads.reload(south);
    while (roads.stateOf(south).reloading()) {
      Thread.sleep(20);
    }

    assertThat(roads.stateOf(south).version()).isEqualTo(2);
    assertThat(roads.stateOf(new MarketId("north")).version()).isEqualTo(1);
    assertThat(roads.route(List.of(SOUTH_FROM, TinyExtracts.corner(8, 8))).distanceM())
        .isPositive();
  }

  @Test
  void anUnknownMarketHasNoRoads() {
    assertThatThrownBy(() -> roads.stateOf(new MarketId("atlantis")))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("atlantis");
  }

  @Test
  void aFileThatCannotBeImportedKeepsTheRoadsFromOpening() throws IOException {
    Path bad = Files.writeString(directory.resolve("bad.osm"), "no roads");

    assertThatThrownBy(() -> open(Map.of("south", bad, "north", large)))
        .isInstanceOf(UnreadableOsmException.class)
        .hasMessageContaining("bad.osm");
  }

  @Test
  void whatWasLearnedOfAMarketCountsThereAndOnThoseRoadsOnly() {
    String southern = roads.nameOf(new MarketId("south"));
    LearnedDrives ofTheSouth =
        (market, asked) ->
            market.value().equals("south") && asked.equals(southern)
                ? Optional.of(new TenTimes())
                : Optional.empty();
    try (RoadNetworks learned = open(Map.of("south", small, "north", large), ofTheSouth)) {
      double empty = learned.emptyRoad(new MarketId("south"), SOUTH_FROM, SOUTH_TO).seconds();

      assertThat(learned.route(List.of(SOUTH_FROM, SOUTH_TO)).time())
          .isEqualTo(DriveTime.of(Math.round(10 * empty)));
      assertThat(learned.pickupEtasS(SOUTH_TO, List.of(OUTSIDE, SOUTH_FROM, SOUTH_TO)))
          .containsExactly(PickupEtas.UNREACHABLE, (int) Math.round(10 * empty), 0);
      assertThat(learned.route(List.of(NORTH_FROM, NORTH_TO)).time())
          .isEqualTo(roads.route(List.of(NORTH_FROM, NORTH_TO)).time());
    }
    try (RoadNetworks others = open(Map.of("south", large, "north", large), ofTheSouth)) {
      assertThat(others.route(List.of(SOUTH_FROM, SOUTH_TO)).time().range()).isEmpty();
      assertThat(others.nameOf(new MarketId("south"))).isNotEqualTo(southern);
    }
  }

  private record TenTimes() implements DriveTimes {
    @Override
    public DriveTime ofWay(List<Drive> legs) {
      return DriveTime.of(Math.round(legs.stream().mapToDouble(Drive::emptyRoadS).sum() * 10));
    }

    @Override
    public double[] medianOfEachS(List<Drive> drives) {
      return drives.stream().mapToDouble(drive -> drive.emptyRoadS() * 10).toArray();
    }
  }

  private RoadNetworks open(Map<String, Path> files) {
    return open(files, (market, name) -> Optional.empty());
  }

  private RoadNetworks open(Map<String, Path> files, LearnedDrives learned) {
    return RoadNetworks.open(
        markets(),
        market -> new RoadSource(files.get(market.marketId().value()), directory.resolve("cache")),
        market -> ArrivalSide.ANY,
        CLOCK,
        learned);
  }

  private static Markets markets() {
    return new Markets(
        List.of(
            market("south", 0, -1, 5.5, "Europe/London"),
            market("north", 1, 5.5, 16, "America/Chicago")));
  }

  private static Market market(
      String id, int partition, double southRow, double northRow, String zone) {
    double south = southRow * 0.001;
    double north = northRow * 0.001;
    return new Market(
        new MarketId(id),
        id,
        List.of(
            new LatLng(south, -0.001),
            new LatLng(south, 0.012),
            new LatLng(north, 0.012),
            new LatLng(north, -0.001)),
        ZoneId.of(zone),
        Currency.getInstance("EUR"),
        List.of(new Product(new ProductId("standard"), "Standard", 4)),
        partition,
        new Market.PartitionRange(partition * 4, 4));
  }
}
