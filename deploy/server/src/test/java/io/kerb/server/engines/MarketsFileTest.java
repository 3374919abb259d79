package io.kerb.server.engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kerb.eta.api.ArrivalSide;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.Market;
import io.kerb.location.api.MarketId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarketsFileTest {
  private static final String CITY =
      """
      [{"market_id": "tiny", "name": "Tiny", "time_zone": "Europe/Oslo", "currency": "NOK",
        "boundary": [{"latitude": 59.9, "longitude": 10.7}, {"latitude": 59.9, "longitude": 10.8},
                     {"latitude": 60.0, "longitude": 10.8}, {"latitude": 60.0, "longitude": 10.7}],
        "products": [{"product_id": "standard", "name": "Standard", "seats": 4}],
        "partition": 0, "ping_partitions": {"first": 0, "count": 4}}]
      """;

  @TempDir private Path folder;

  @Test
  void a_market_is_read_with_its_boundary() throws IOException {
    Market market = MarketsFile.read(write(CITY)).markets().getMarket(new MarketId("tiny"));

    assertThat(market.currency().getCurrencyCode()).isEqualTo("NOK");
    assertThat(market.contains(new LatLng(59.95, 10.75))).isTrue();
    assertThat(market.contains(new LatLng(59.95, 10.85))).isFalse();
  }

  @Test
  void the_corners_may_run_either_way_round() throws IOException {
    String clockwise =
        CITY.replaceAll(
            "(?s)\"boundary\": \\[.*?]",
            "\"boundary\": [{\"latitude\": 59.9, \"longitude\": 10.7},"
                + " {\"latitude\": 60.0, \"longitude\": 10.7},"
                + " {\"latitude\": 60.0, \"longitude\": 10.8},"
                + " {\"latitude\": 59.9, \"longitude\": 10.8}]");

    Market market = MarketsFile.read(write(clockwise)).markets().getMarket(new MarketId("tiny"));

    assertThat(market.contains(new LatLng(59.95, 10.75))).isTrue();
    assertThat(market.contains(new LatLng(0, 0))).isFalse();
  }

  @Test
  void a_wrong_value_is_named_with_its_file() {
    assertThatThrownBy(() -> MarketsFile.read(write(CITY.replace("\"tiny\"", "\"No Such Id!\""))))
        .hasMessageContaining("markets.json")
        .hasMessageContaining("No Such Id!");
  }

  @Test
  void a_field_nobody_knows_is_named_with_its_line() {
    assertThatThrownBy(
            () -> MarketsFile.read(write(CITY.replace("\"partition\"", "\"partitoin\""))))
        .hasMessageContaining("line 5")
        .hasMessageContaining("partitoin");
  }

  @Test
  void a_market_may_name_roads_beside_the_file() throws IOException {
    String own =
        CITY.replace("\"partition\": 0", "\"osm_file\": \"maps/tiny.osm.pbf\", \"partition\": 0");

    assertThat(MarketsFile.read(write(own)).osmFiles())
        .containsExactly(
            Map.entry(new MarketId("tiny"), folder.resolve("maps").resolve("tiny.osm.pbf")));
    assertThat(MarketsFile.read(write(CITY)).osmFiles()).isEmpty();
  }

  @Test
  void a_market_may_have_its_places_at_the_kerb() throws IOException {
    MarketId tiny = new MarketId("tiny");
    String right = CITY.replace("\"partition\": 0", "\"kerb_side\": true, \"partition\": 0");
    String left = right.replace("\"partition\": 0", "\"drives_on\": \"left\", \"partition\": 0");

    assertThat(MarketsFile.read(write(CITY)).kerbs()).isEmpty();
    assertThat(MarketsFile.read(write(right)).kerbs()).containsEntry(tiny, ArrivalSide.RIGHT);
    assertThat(MarketsFile.read(write(left)).kerbs()).containsEntry(tiny, ArrivalSide.LEFT);
    assertThatThrownBy(() -> MarketsFile.read(write(left.replace("left", "middle"))))
        .hasMessageContaining("markets.json")
        .hasMessageContaining("middle");
  }

  @Test
  void a_missing_file_is_named_with_its_variable() {
    assertThatThrownBy(() -> MarketsFile.read(folder.resolve("absent.json")))
        .hasMessageContaining("absent.json")
        .hasMessageContaining("KERB_MARKETS_FILE");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("markets.json"), text);
  }
}
