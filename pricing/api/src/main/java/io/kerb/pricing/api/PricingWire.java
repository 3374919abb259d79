package io.kerb.pricing.api;

import java.math.BigDecimal;
import java.util.Currency;

/** The wire form of money and fare rules. */
public final class PricingWire {
  private PricingWire() {}

  public static io.kerb.pricing.wire.Money toWire(Money money) {
    return io.kerb.pricing.wire.Money.newBuilder()
        .setAmountMinor(money.amountMinor())
        .setCurrency(money.currency().getCurrencyCode())
        .build();
  }

  public static Money fromWire(io.kerb.pricing.wire.Money money) {
    return Money.of(money.getAmountMinor(), money.getCurrency());
  }

  public static io.kerb.pricing.wire.FareRules toWire(FareRules rules) {
    return io.kerb.pricing.wire.FareRules.newBuilder()
        .setVersion(rules.version())
        .setCurrency(rules.currency().getCurrencyCode())
        .setBaseMinor(rules.baseMinor())
        .setPerKmMinor(rules.perKmMinor().toPlainString())
        .setPerMinuteMinor(rules.perMinuteMinor().toPlainString())
        .setBookingFeeMinor(rules.bookingFeeMinor())
        .setMinimumMinor(rules.minimumMinor())
        .setFreeWaitingS(rules.freeWaitingS())
        .setWaitingPerMinuteMinor(rules.waitingPerMinuteMinor().toPlainString())
        .setCancelFeeMinor(rules.cancelFeeMinor())
        .setFreeCancelS(rules.freeCancelS())
        .build();
  }

  public static FareRules fromWire(io.kerb.pricing.wire.FareRules rules) {
    return new FareRules(
        rules.getVersion(),
        Currency.getInstance(rules.getCurrency()),
        rules.getBaseMinor(),
        new BigDecimal(rules.getPerKmMinor()),
        new BigDecimal(rules.getPerMinuteMinor()),
        rules.getBookingFeeMinor(),
        rules.getMinimumMinor(),
        rules.getFreeWaitingS(),
        new BigDecimal(rules.getWaitingPerMinuteMinor()),
        rules.getCancelFeeMinor(),
        rules.getFreeCancelS());
  }
}
