package io.kerb.dispatch.market;

import io.kerb.dispatch.api.OfferId;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.ProductId;
import java.util.Set;

/** What anybody may ask of a market's one writer. */
public sealed interface MarketCommand {

  /** A driver goes on or off duty, or serves other products. */
  record SetDuty(DriverId driver, boolean onDuty, Set<ProductId> products)
      implements MarketCommand {
    public SetDuty {
      products = Set.copyOf(products);
    }
  }

  /** A driver does not want this ride. */
  record DeclineOffer(DriverId driver, OfferId offer) implements MarketCommand {}
}
