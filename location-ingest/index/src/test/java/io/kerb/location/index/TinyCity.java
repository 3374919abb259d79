package io.kerb.location.index;

import io.kerb.location.api.LatLng;
import io.kerb.location.api.Market;
import io.kerb.location.api.Market.PartitionRange;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.Markets;
import io.kerb.location.api.Product;
import io.kerb.location.api.ProductId;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Random;

/** A square of about 20 km, with two products. */
public final class TinyCity {
  public static final ProductId STANDARD = new ProductId("standard");
  public static final ProductId XL = new ProductId("xl");
  private static final double SOUTH = 37.70;
  private static final double NORTH = 37.88;
  private static final double WEST = -122.52;
  private static final double EAST = -122.30;

  public static final Market MARKET =
      new Market(
          new MarketId("tiny"),
          "Tiny",
          List.of(
              new LatLng(SOUTH, WEST),
              new LatLng(SOUTH, EAST),
              new LatLng(NORTH, EAST),
              new LatLng(NORTH, WEST)),
          ZoneId.of("America/Los_Angeles"),
          Currency.getInstance("USD"),
          List.of(new Product(STANDARD, "Standard", 4), new Product(XL, "XL", 6)),
          3,
          new PartitionRange(0, 4));

  public static final Markets MARKETS = new Markets(List.of(MARKET));

  private TinyCity() {}

  public static LatLng anywhere(Random random) {
    return new LatLng(
        SOUTH + random.nextDouble() * (NORTH - SOUTH), WEST + random.nextDouble() * (EAST - WEST));
  }
}
