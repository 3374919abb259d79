package io.kerb.pricing.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Currency;
import org.junit.jupiter.api.Test;

class FareRulesTest {
  private static final FareRules RULES =
      new FareRules(
          "2026-01",
          Currency.getInstance("USD"),
          250,
          new BigDecimal("110"),
          new BigDecimal("28.5"),
          150,
          700,
          120,
          new BigDecimal("45"),
          500,
          60);

  @Test
  void distance_and_time_are_surged_and_the_booking_fee_is_not() {
    // 250 + 5.2 km x 110 + 14.5 min x 28.5 = 1235.25; x 1.4 = 1729.35; + 150
    assertThat(RULES.fare(FareBasis.direct(5_200, 870), new BigDecimal("1.4")).amountMinor())
        .isEqualTo(1_879);
  }

  @Test
  void a_short_ride_costs_the_minimum_and_the_booking_fee() {
    assertThat(RULES.fare(FareBasis.direct(100, 30), BigDecimal.ONE))
        .isEqualTo(Money.of(850, "USD"));
  }

  @Test
  void half_a_minor_unit_is_rounded_up_once() {
    // 250 + 5 km x 110 + 1 min x 28.5 = 828.5
    assertThat(RULES.fare(FareBasis.direct(5_000, 60), BigDecimal.ONE).amountMinor())
        .isEqualTo(829 + 150);
  }

  @Test
  void waiting_is_free_at_first_and_then_paid_by_the_minute() {
    assertThat(RULES.waiting(120).amountMinor()).isZero();
    assertThat(RULES.waiting(300).amountMinor()).isEqualTo(135);
  }

  @Test
  void a_quick_cancel_is_free() {
    assertThat(RULES.cancelFee(60).amountMinor()).isZero();
    assertThat(RULES.cancelFee(61).amountMinor()).isEqualTo(500);
  }

  @Test
  void the_wire_form_loses_no_digit() {
    assertThat(PricingWire.fromWire(PricingWire.toWire(RULES))).isEqualTo(RULES);
  }

  @Test
  void two_currencies_are_never_added() {
    assertThatThrownBy(() -> Money.of(1, "USD").plus(Money.of(1, "EUR")))
        .hasMessageContaining("EUR");
  }
}
