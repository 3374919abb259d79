package io.kerb.trip.adapter.http;

import io.kerb.pricing.wire.Money;
import io.micronaut.core.annotation.Introspected;

/** Money on the wire: minor units (cents) of an ISO 4217 currency. */
@Introspected
public record Amount(long amountMinor, String currency) {
  public static Amount of(Money money) {
    return new Amount(money.getAmountMinor(), money.getCurrency());
  }

  public static Amount of(io.kerb.pricing.api.Money money) {
    return new Amount(money.amountMinor(), money.currency().getCurrencyCode());
  }
}
