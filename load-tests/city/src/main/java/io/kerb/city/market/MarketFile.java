package io.kerb.city.market;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.kerb.location.api.LatLng;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads and writes the JSON list of markets that the server is configured with. */
public final class MarketFile {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
          .enable(SerializationFeature.INDENT_OUTPUT);

  /** The server takes positions a little beyond the last road, as phones report them. */
  private static final double MARGIN_M = 300;

  private MarketFile() {}

  /** One market, as in the file. */
  public record Entry(
      String marketId,
      String name,
      List<LatLng> boundary,
      String timeZone,
      String currency,
      List<ProductEntry> products,
      int partition,
      Partitions pingPartitions) {}

  /** What riders can order. */
  public record ProductEntry(String productId, String name, int seats) {}

  /** A range of partitions of the driver-keyed topics. */
  public record Partitions(int first, int count) {}

  /** The box around some roads as a market, with a margin. */
  public static Entry around(
      String marketId,
      String name,
      LatLng southWest,
      LatLng northEast,
      String timeZone,
      String currency) {
    double north = MARGIN_M / LatLng.EARTH_RADIUS_M * 180 / Math.PI;
    double east = north / Math.cos(Math.toRadians(southWest.latitude()));
    double low = southWest.latitude() - north;
    double high = northEast.latitude() + north;
    double left = southWest.longitude() - east;
    double right = northEast.longitude() + east;
    List<LatLng> boundary =
        List.of(
            new LatLng(low, left),
            new LatLng(low, right),
            new LatLng(high, right),
            new LatLng(high, left));
    return new Entry(
        marketId,
        name,
        boundary,
        timeZone,
        currency,
        List.of(new ProductEntry("standard", "Standard", 4), new ProductEntry("xl", "XL", 6)),
        0,
        new Partitions(0, 4));
  }

  public static void write(Path file, Entry market) throws IOException {
    Files.writeString(file, JSON.writeValueAsString(List.of(market)) + "\n");
  }

  /** The first market of the file. */
  public static Entry read(Path file) throws IOException {
    List<Entry> markets =
        JSON.readValue(Files.readAllBytes(file), new TypeReference<List<Entry>>() {});
    if (markets.isEmpty()) {
      throw new IOException(file + " lists no market. Maybe write one with 'city market'");
    }
    return markets.get(0);
  }
}
