package io.kerb.location.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneId;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarketTest {
  private static final Market WEST = market("west", 0, 4, 10.0);
  private static final Market EAST = market("east", 1, 8, 11.0);

  @Test
  void a_drivers_partition_lies_in_the_markets_range_and_spreads_over_it() {
    Map<Integer, Integer> drivers = new HashMap<>();
    for (long id = 1; id <= 10_000; id++) {
      int partition = WEST.pingPartition(new DriverId(id));
      assertThat(partition).isBetween(4, 7);
      drivers.merge(partition, 1, Integer::sum);
    }

    assertThat(drivers).hasSize(4);
    assertThat(drivers.values()).allMatch(count -> count > 2_000 && count < 3_000);
  }

  @Test
  void a_place_belongs_to_the_market_around_it() {
    Markets markets = new Markets(List.of(WEST, EAST));

    assertThat(markets.findContaining(new LatLng(50.05, 10.05))).contains(WEST);
    assertThat(markets.findContaining(new LatLng(50.05, 11.05))).contains(EAST);
    assertThat(markets.findContaining(new LatLng(50.05, 10.5))).isEmpty();
  }

  @Test
  void topics_get_the_partitions_that_the_markets_need() {
    Markets markets = new Markets(List.of(WEST, EAST));

    assertThat(markets.partitions()).isEqualTo(2);
    assertThat(markets.pingPartitions()).isEqualTo(12);
    assertThat(markets.findByPartition(1)).contains(EAST);
  }

  @Test
  void two_markets_never_share_an_event_partition() {
    assertThatThrownBy(() -> new Markets(List.of(WEST, market("other", 0, 20, 12.0))))
        .hasMessageContaining("share");
  }

  @Test
  void a_position_off_the_earth_is_named() {
    assertThatThrownBy(() -> new LatLng(90.1, 0)).hasMessageContaining("90.1");
    assertThatThrownBy(() -> new LatLng(0, Double.NaN)).hasMessageContaining("NaN");
  }

  @Test
  void a_degree_of_latitude_is_111_km() {
    assertThat(new LatLng(0, 0).metersTo(new LatLng(1, 0))).isBetween(111_000.0, 111_400.0);
  }

  @Test
  void ids_refuse_what_they_are_not_and_say_so() {
    assertThatThrownBy(() -> DriverId.parse("7x")).hasMessageContaining("'7x'");
    assertThatThrownBy(() -> RiderId.parse("-1")).hasMessageContaining("-1");
    assertThatThrownBy(() -> new MarketId("San Francisco")).hasMessageContaining("San Francisco");
  }

  private static Market market(String id, int partition, int firstPing, double west) {
    return new Market(
        new MarketId(id),
        id,
        List.of(
            new LatLng(50.0, west),
            new LatLng(50.0, west + 0.1),
            new LatLng(50.1, west + 0.1),
            new LatLng(50.1, west)),
        ZoneId.of("UTC"),
        Currency.getInstance("EUR"),
        List.of(new Product(new ProductId("standard"), "Standard", 4)),
        partition,
        new Market.PartitionRange(firstPing, 4));
  }
}
