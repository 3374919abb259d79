package io.kerb.dispatch.market;

import io.kerb.dispatch.api.OfferId;
import io.kerb.dispatch.policy.PolicyChange;
import io.kerb.dispatch.supply.Destination;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.ProductId;
import java.util.Optional;
import java.util.OptionalLong;
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

  /**
   * An operator wants other numbers.
   *
   * @param request names the answer
   * @param expectedNumber only if this policy is in force; 0 for the configured one
   * @param by the operator's name
   */
  record SetPolicy(
      String request, PolicyChange change, OptionalLong expectedNumber, String by, String note)
      implements MarketCommand {}
}
