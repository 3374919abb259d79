package io.kerb.pricing.api;

import io.kerb.pricing.wire.SurchargeKind;
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
        .setPerStopMinor(rules.perStopMinor())
        .setBand(
            io.kerb.pricing.wire.FareBand.newBuilder()
                .setName(rules.band().name())
                .setFactor(rules.band().factor().toPlainString())
                .setSurchargeMinor(rules.band().surchargeMinor()))
        .setTableDigest(rules.source().digest())
        .setTableLine(rules.source().line())
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
        rules.getFreeCancelS(),
        rules.getPerStopMinor(),
        rules.hasBand() ? fromWire(rules.getBand()) : FareBand.NONE,
        new FareSource(rules.getTableDigest(), rules.getTableLine()));
  }

  private static FareBand fromWire(io.kerb.pricing.wire.FareBand band) {
    return new FareBand(band.getName(), new BigDecimal(band.getFactor()), band.getSurchargeMinor());
  }

  public static io.kerb.pricing.wire.FareBasis toWire(FareBasis basis) {
    io.kerb.pricing.wire.FareBasis.Builder wire =
        io.kerb.pricing.wire.FareBasis.newBuilder()
            .setDistanceM(basis.distanceM())
            .setDurationS(basis.durationS())
            .setStops(basis.stops());
    for (Surcharge due : basis.surcharges()) {
      wire.addSurcharges(
          io.kerb.pricing.wire.Surcharge.newBuilder()
              .setKind(SurchargeKind.valueOf("SURCHARGE_" + due.kind().name()))
              .setName(due.name())
              .setTimes(due.times())
              .setAmountMinor(due.amountMinor()));
    }
    return wire.build();
  }

  /**
   * @throws IllegalArgumentException if it holds a kind of surcharge that this version does not
   *     know
   */
  public static FareBasis fromWire(io.kerb.pricing.wire.FareBasis basis) {
    return new FareBasis(
        basis.getDistanceM(),
        basis.getDurationS(),
        basis.getStops(),
        basis.getSurchargesList().stream().map(PricingWire::fromWire).toList());
  }

  private static Surcharge fromWire(io.kerb.pricing.wire.Surcharge due) {
    return new Surcharge(
        switch (due.getKind()) {
          case SURCHARGE_ZONE -> Surcharge.Kind.ZONE;
          case SURCHARGE_TOLL -> Surcharge.Kind.TOLL;
          default ->
              throw new IllegalArgumentException(
                  "unknown kind of surcharge "
                      + due.getKindValue()
                      + " in '"
                      + due.getName()
                      + "'");
        },
        due.getName(),
        due.getTimes(),
        due.getAmountMinor());
  }
}
