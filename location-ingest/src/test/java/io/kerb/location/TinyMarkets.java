package io.kerb.location;

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

/** One square city, with two products and two partitions of pings. */
public final class TinyMarkets {
  public static final LatLng CENTER = new LatLng(37.78, -122.41);

  public static final Market CITY =
      new Market(
          new MarketId("tiny"),
          "Tiny",
          List.of(
              new LatLng(37.70, -122.52),
              new LatLng(37.70, -122.30),
              new LatLng(37.88, -122.30),
              new LatLng(37.88, -122.52)),
          ZoneId.of("America/Los_Angeles"),
          Currency.getInstance("USD"),
          List.of(
              new Product(new ProductId("standard"), "Standard", 4),
              new Product(new ProductId("xl"), "XL", 6)),
          0,
          new PartitionRange(0, 2));

  public static final Markets MARKETS = new Markets(List.of(CITY));

  private TinyMarkets() {}

  /** So many metres north of the centre. */
  public static LatLng north(double meters) {
    return new LatLng(CENTER.latitude() + meters / 111_195, CENTER.longitude());
  }
}
