package io.kerb.server.engines;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kerb.eta.api.ArrivalSide;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.Market;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.Markets;
import io.kerb.location.api.Product;
import io.kerb.location.api.ProductId;
import io.micronaut.core.annotation.Nullable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The markets as an operator writes them: a JSON list. */
final class MarketsFile {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private MarketsFile() {}

  /**
   * @param osmFiles of the markets that name an extract of their own
   * @param kerbs of the markets where cars come to their places at the kerb: its side of the car
   */
  record Installed(
      Markets markets, Map<MarketId, Path> osmFiles, Map<MarketId, ArrivalSide> kerbs) {}

  /** The side of the street that is driven on. */
  enum DrivesOn {
    @JsonProperty("right")
    RIGHT(ArrivalSide.RIGHT),
    @JsonProperty("left")
    LEFT(ArrivalSide.LEFT);

    private final ArrivalSide kerb;

    DrivesOn(ArrivalSide kerb) {
      this.kerb = kerb;
    }
  }

  record MarketEntry(
      String marketId,
      String name,
      List<LatLng> boundary,
      String timeZone,
      String currency,
      List<ProductEntry> products,
      int partition,
      Market.PartitionRange pingPartitions,
      @Nullable Path osmFile,
      boolean kerbSide,
      @Nullable DrivesOn drivesOn) {

    Market toMarket() {
      return new Market(
          new MarketId(marketId),
          name,
          boundary,
          ZoneId.of(timeZone),
          Currency.getInstance(currency),
          products.stream().map(ProductEntry::toProduct).toList(),
          partition,
          pingPartitions);
    }
  }

  record ProductEntry(String productId, String name, int seats) {
    Product toProduct() {
      return new Product(new ProductId(productId), name, seats);
    }
  }

  /**
   * @throws IllegalArgumentException naming the file and the place in it
   */
  static Installed read(Path file) {
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException(
          "cannot read the markets file " + file + "; KERB_MARKETS_FILE names it");
    }
    try {
      MarketEntry[] entries = MAPPER.readValue(file.toFile(), MarketEntry[].class);
      Markets markets = new Markets(List.of(entries).stream().map(MarketEntry::toMarket).toList());
      return new Installed(markets, osmFiles(entries, file.toAbsolutePath()), kerbs(entries));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "markets file "
              + file
              + ", line "
              + e.getLocation().getLineNr()
              + ": "
              + e.getOriginalMessage(),
          e);
    } catch (IOException | RuntimeException e) {
      throw new IllegalArgumentException("markets file " + file + ": " + e.getMessage(), e);
    }
  }

  /** Beside the markets file, if they are not absolute. */
  private static Map<MarketId, Path> osmFiles(MarketEntry[] entries, Path marketsFile) {
    Map<MarketId, Path> files = new HashMap<>();
    for (MarketEntry entry : entries) {
      if (entry.osmFile() != null) {
        files.put(new MarketId(entry.marketId()), marketsFile.resolveSibling(entry.osmFile()));
      }
    }
    return Map.copyOf(files);
  }

  private static Map<MarketId, ArrivalSide> kerbs(MarketEntry[] entries) {
    Map<MarketId, ArrivalSide> kerbs = new HashMap<>();
    for (MarketEntry entry : entries) {
      if (entry.kerbSide()) {
        DrivesOn side = entry.drivesOn() == null ? DrivesOn.RIGHT : entry.drivesOn();
        kerbs.put(new MarketId(entry.marketId()), side.kerb);
      }
    }
    return Map.copyOf(kerbs);
  }
}
