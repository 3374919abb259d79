package io.kerb.pricing.fare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kerb.location.api.Market;
import io.kerb.location.api.Markets;
import io.kerb.pricing.TestCity;
import io.kerb.pricing.api.FareRules;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;

class FareBookTest {
  private static final Market MARKET = TestCity.market("testville", "USD", 0);

  @Test
  void theLineThatNamesMoreWins() {
    FareBook book =
        new FareBook(
            List.of(
                List.of(
                    line("*", "*", "general"),
                    line("*", "xl", "product"),
                    line("testville", "*", "market"))));

    assertThat(book.getRules(MARKET, TestCity.STANDARD).version()).isEqualTo("market");
    assertThat(book.getRules(MARKET, TestCity.XL).version()).isEqualTo("market");
    assertThat(book.getRules(TestCity.market("other", "USD", 1), TestCity.XL).version())
        .isEqualTo("product");
  }

  @Test
  void anEarlierTableWinsEvenWithAGeneralLine() {
    FareBook book =
        new FareBook(
            List.of(List.of(line("*", "*", "own")), List.of(line("testville", "xl", "built-in"))));

    assertThat(book.getRules(MARKET, TestCity.XL).version()).isEqualTo("own");
  }

  @Test
  void aLineIsNeverAppliedInAnotherCurrency() {
    FareBook book = new FareBook(List.of(List.of(line("*", "*", "dollars"))));

    assertThat(book.findRules(TestCity.market("oslo", "NOK", 1), TestCity.XL)).isEmpty();
  }

  @Test
  void everyProductOfEveryMarketNeedsAFare() {
    FareBook book = new FareBook(List.of(List.of(line("*", "standard", "v"))));

    assertThatThrownBy(() -> book.requireAll(new Markets(List.of(MARKET))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("xl")
        .hasMessageContaining("testville")
        .hasMessageContaining("fare-file");
  }

  private static FareBook.Line line(String market, String product, String version) {
    return new FareBook.Line(
        market,
        product,
        new FareRules(
            version,
            Currency.getInstance("USD"),
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
