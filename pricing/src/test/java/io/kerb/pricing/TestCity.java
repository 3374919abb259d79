package io.kerb.pricing;

import io.kerb.location.api.LatLng;
import io.kerb.location.api.Market;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.Markets;
import io.kerb.location.api.Product;
import io.kerb.location.api.ProductId;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;

/** A market of about 22 km by 22 km at the equator, for tests. */
public final class TestCity {
  public static final ProductId STANDARD = new ProductId("standard");
  public static final ProductId XL = new ProductId("xl");
  public static final LatLng CENTER = new LatLng(0.1, 0.1);

  private TestCity() {}

  public static Market market(String id, String currency, int partition) {
    return new Market(
        new MarketId(id),
        id,
        List.of(new LatLng(0, 0), new LatLng(0, 0.2), new LatLng(0.2, 0.2), new LatLng(0.2, 0)),
        ZoneId.of("UTC"),
        Currency.getInstance(currency),
        List.of(new Product(STANDARD, "Standard", 4), new Product(XL, "XL", 6)),
        partition,
        new Market.PartitionRange(partition * 4, 4));
  }

  public static Markets markets() {
    return new Markets(List.of(market("testville", "USD", 0)));
  }
}
