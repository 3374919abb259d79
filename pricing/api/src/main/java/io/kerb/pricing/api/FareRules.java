package io.kerb.pricing.api;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/**
 * How a product's fare is made in a market at one moment; frozen into each trip, so that it can be
 * charged while pricing is down.
 *
 * <p>All amounts in minor units of {@code currency}; waiting is free for {@code freeWaitingS}
 * seconds after the driver's arrival.
 *
 * @param band the time band of the quote's moment; it stays when the ride is repriced
 * @param source where the rules are written
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
    long freeCancelS,
    long perStopMinor,
    FareBand band,
    FareSource source) {

  private static final BigDecimal METERS_PER_KM = BigDecimal.valueOf(1000);
  private static final BigDecimal SECONDS_PER_MINUTE = BigDecimal.valueOf(60);

  /** Rules in the plain hours that charge nothing for stops and do not say where they stand. */
  public FareRules(
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
    this(
        version,
        currency,
        baseMinor,
        perKmMinor,
        perMinuteMinor,
        bookingFeeMinor,
        minimumMinor,
        freeWaitingS,
        waitingPerMinuteMinor,
        cancelFeeMinor,
        freeCancelS,
        0,
        FareBand.NONE,
        FareSource.UNKNOWN);
  }

  public FareRules in(FareBand other) {
    return new FareRules(
        version,
        currency,
        baseMinor,
        perKmMinor,
        perMinuteMinor,
        bookingFeeMinor,
        minimumMinor,
        freeWaitingS,
        waitingPerMinuteMinor,
        cancelFeeMinor,
        freeCancelS,
        perStopMinor,
        other,
        source);
  }

  /**
   * Base, distance and time, multiplied by the band's factor and by surge, half up to the minor
   * unit, once, and not below the minimum. On top, and never surged: the band's surcharge, stops,
   * zones, tolls and the booking fee.
   */
  public Money fare(FareBasis basis, BigDecimal surgeMultiplier) {
    long fixed =
        band.surchargeMinor()
            + stops(basis)
            + basis.surcharges().stream().mapToLong(Surcharge::amountMinor).sum()
            + bookingFeeMinor;
    return new Money(
        Math.addExact(Math.max(surged(basis, surgeMultiplier), minimumMinor), fixed), currency);
  }

  /**
   * What the fare is made of. Each part is rounded for itself; what that leaves over is the last
   * part, the rounding, so that the sum is the fare exactly. Zones and tolls are listed where due,
   * all other kinds always.
   */
  public List<FarePart> parts(FareBasis basis, BigDecimal surgeMultiplier) {
    BigDecimal metered = metered(basis);
    BigDecimal banded = metered.multiply(band.factor());
    long surged = surged(basis, surgeMultiplier);
    List<FarePart> parts = new ArrayList<>();
    parts.add(part(FarePart.Kind.BASE, baseMinor));
    parts.add(part(FarePart.Kind.DISTANCE, whole(distance(basis))));
    parts.add(part(FarePart.Kind.TIME, whole(time(basis))));
    parts.add(
        new FarePart(
            FarePart.Kind.BAND,
            band.name(),
            whole(banded.subtract(metered)) + band.surchargeMinor()));
    parts.add(part(FarePart.Kind.SURGE, whole(banded.multiply(surgeMultiplier).subtract(banded))));
    parts.add(part(FarePart.Kind.MINIMUM, Math.max(0, minimumMinor - surged)));
    parts.add(part(FarePart.Kind.STOPS, stops(basis)));
    for (Surcharge due : basis.surcharges()) {
      parts.add(
          new FarePart(FarePart.Kind.valueOf(due.kind().name()), due.name(), due.amountMinor()));
    }
    parts.add(part(FarePart.Kind.BOOKING_FEE, bookingFeeMinor));
    long told = parts.stream().mapToLong(FarePart::amountMinor).sum();
    long fare = fare(basis, surgeMultiplier).amountMinor();
    parts.add(part(FarePart.Kind.ROUNDING, fare - told));
    return parts;
  }

  private static FarePart part(FarePart.Kind kind, long amountMinor) {
    return new FarePart(kind, "", amountMinor);
  }

  private long surged(FareBasis basis, BigDecimal surgeMultiplier) {
    return whole(metered(basis).multiply(band.factor()).multiply(surgeMultiplier));
  }

  private BigDecimal metered(FareBasis basis) {
    return BigDecimal.valueOf(baseMinor).add(distance(basis)).add(time(basis));
  }

  private BigDecimal distance(FareBasis basis) {
    return perKmMinor.multiply(BigDecimal.valueOf(basis.distanceM())).divide(METERS_PER_KM);
  }

  private BigDecimal time(FareBasis basis) {
    return perMinuteMinor
        .multiply(BigDecimal.valueOf(basis.durationS()))
        .divide(SECONDS_PER_MINUTE, 6, RoundingMode.HALF_UP);
  }

  private long stops(FareBasis basis) {
    return perStopMinor * basis.stops();
  }

  private static long whole(BigDecimal minor) {
    return minor.setScale(0, RoundingMode.HALF_UP).longValueExact();
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
