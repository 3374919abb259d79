package io.kerb.pricing.api;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * How a product's fare is made in a market; frozen into each trip, so that it can be charged while
 * pricing is down.
 *
 * <p>All amounts in minor units of {@code currency}; waiting is free for {@code freeWaitingS}
 * seconds after the driver's arrival.
 */
public record FareRules(
    String version,
    Currency currency,
    long baseMinor,
    BigDecimal perKmMinor,
    BigDecimal perMinuteMinor,
    long bookingFeeMinor,
    long minimumMinor,
    long freeWaitingS,
    BigDecimal waitingPerMinuteMinor,
    long cancelFeeMinor,
    long freeCancelS) {

  private static final BigDecimal METERS_PER_KM = BigDecimal.valueOf(1000);
  private static final BigDecimal SECONDS_PER_MINUTE = BigDecimal.valueOf(60);

  /**
   * Distance and time, multiplied by surge, not below the minimum, and the booking fee on top. Half
   * up to the minor unit, once, at the end.
   */
  public Money fare(long distanceM, long durationS, BigDecimal surgeMultiplier) {
    BigDecimal metered =
        BigDecimal.valueOf(baseMinor)
            .add(perKmMinor.multiply(BigDecimal.valueOf(distanceM)).divide(METERS_PER_KM))
            .add(
                perMinuteMinor
                    .multiply(BigDecimal.valueOf(durationS))
                    .divide(SECONDS_PER_MINUTE, 6, RoundingMode.HALF_UP));
    long surged =
        metered.multiply(surgeMultiplier).setScale(0, RoundingMode.HALF_UP).longValueExact();
    return new Money(Math.max(surged, minimumMinor) + bookingFeeMinor, currency);
  }

  /** What waiting at the pickup costs beyond the free time. */
  public Money waiting(long waitedS) {
    long paid = Math.max(0, waitedS - freeWaitingS);
    return new Money(
        waitingPerMinuteMinor
            .multiply(BigDecimal.valueOf(paid))
            .divide(SECONDS_PER_MINUTE, 0, RoundingMode.HALF_UP)
            .longValueExact(),
        currency);
  }

  /** What a rider's cancel costs so many seconds after the driver was assigned. */
  public Money cancelFee(long assignedForS) {
    return new Money(assignedForS <= freeCancelS ? 0 : cancelFeeMinor, currency);
  }
}
