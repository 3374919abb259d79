package io.kerb.pricing.api;

import java.util.Currency;

/**
 * An amount in a currency's minor units (ISO 4217: cents, or whole yen).
 *
 * @param amountMinor may be negative, for refunds
 */
public record Money(long amountMinor, Currency currency) {
  public static Money of(long amountMinor, String currencyCode) {
    return new Money(amountMinor, Currency.getInstance(currencyCode));
  }

  public static Money zero(Currency currency) {
    return new Money(0, currency);
  }

  /**
   * @throws IllegalArgumentException if the currencies differ
   * @throws ArithmeticException on overflow
   */
  public Money plus(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException("cannot add " + other.currency + " to " + currency);
    }
    return new Money(Math.addExact(amountMinor, other.amountMinor), currency);
  }

  @Override
  public String toString() {
    return amountMinor + " " + currency.getCurrencyCode() + " minor";
  }
}
