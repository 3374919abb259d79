package io.kerb.dispatch.market;

import io.kerb.dispatch.api.OfferId;
import io.kerb.dispatch.supply.Destination;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.ProductId;
import java.util.Optional;
import java.util.Set;

/** What anybody may ask of a market's one writer. */
public sealed interface MarketCommand {

  /**
   * A driver goes on or off duty, serves other products, or wants to get somewhere else.
   *
   * @param destination empty if anywhere
   */
  record SetDuty(
      DriverId driver, boolean onDuty, Set<ProductId> products, Optional<Destination> destination)
      implements MarketCommand {
    public SetDuty {
      products = Set.copyOf(products);
    }

    /** To anywhere. */
    public SetDuty(DriverId driver, boolean onDuty, Set<ProductId> products) {
      this(driver, onDuty, products, Optional.empty());
    }
  }

  /** A driver does not want this ride. */
  record DeclineOffer(DriverId driver, OfferId offer) implements MarketCommand {}
}
