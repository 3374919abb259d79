package io.kerb.pricing.fare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kerb.location.api.Market;
import io.kerb.location.api.Markets;
import io.kerb.pricing.TestCity;
import io.kerb.pricing.api.FareRules;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;

class FareBookTest {
  private static final Market MARKET = TestCity.market("testville", "USD", 0);

  private static final Currency USD = Currency.getInstance("USD");
  private static final Instant NOON = Instant.parse("2026-06-03T12:00:00Z");

  @Test
  void theLineThatNamesMoreWins() {
    FareBook book =
        new FareBook(
            List.of(
                table(
                    line("*", "*", "general"),
                    line("*", "xl", "product"),
                    line("testville", "*", "market"))));

    assertThat(book.getRules(MARKET, TestCity.STANDARD, NOON).version()).isEqualTo("market");
    assertThat(book.getRules(MARKET, TestCity.XL, NOON).version()).isEqualTo("market");
    assertThat(book.getRules(TestCity.market("other", "USD", 1), TestCity.XL, NOON).version())
        .isEqualTo("product");
  }

  @Test
  void anEarlierTableWinsEvenWithAGeneralLine() {
    FareBook book =
        new FareBook(
            List.of(table(line("*", "*", "own")), table(line("testville", "xl", "built-in"))));

    assertThat(book.getRules(MARKET, TestCity.XL, NOON).version()).isEqualTo("own");
  }

  @Test
  void aLineIsNeverAppliedInAnotherCurrency() {
    FareBook book = new FareBook(List.of(table(line("*", "*", "dollars"))));

    assertThat(book.findRules(TestCity.market("oslo", "NOK", 1), TestCity.XL, NOON)).isEmpty();
  }

  @Test
  void everyProductOfEveryMarketNeedsAFare() {
    FareBook book = new FareBook(List.of(table(line("*", "standard", "v"))));

    assertThatThrownBy(() -> book.requireAll(new Markets(List.of(MARKET))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("xl")
        .hasMessageContaining("testville")
        .hasMessageContaining("fare-file");
  }

  private static FareTable table(FareTable.Line... lines) {
    return new FareTable("v", "", "", List.of(lines), List.of(), List.of(), List.of());
  }

  private static FareTable.Line line(String market, String product, String version) {
    return new FareTable.Line(
        new Scope(market, product, USD, 1),
        new FareRules(
            version,
            USD,
            250,
            BigDecimal.valueOf(100),
            BigDecimal.valueOf(30),
            100,
            500,
            120,
            BigDecimal.valueOf(40),
            500,
            120));
  }
}
