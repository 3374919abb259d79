package io.kerb.pricing.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kerb.pricing.api.FareRules;
import io.kerb.pricing.fare.FareTable;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FareTableFileTest {
  private static final String GOOD =
      """
      version: spring-1
      fares:
        - market: porto
          currency: EUR
          product: standard
          base: 2.00
          per_km: 0.955
          per_minute: 0.25
          booking_fee: 1.00
          minimum: 4.00
          free_waiting_s: 120
          waiting_per_minute: 0.30
          cancel_fee: 4.00
          free_cancel_s: 90
      """;

  @Test
  void amountsBecomeMinorUnitsExactly() {
    FareTable.Line line = read(GOOD).get(0);
    FareRules rules = line.rules();

    assertThat(line.scope().market()).isEqualTo("porto");
    assertThat(rules.version()).isEqualTo("spring-1");
    assertThat(rules.baseMinor()).isEqualTo(200);
    assertThat(rules.perKmMinor()).isEqualByComparingTo(new BigDecimal("95.5"));
    assertThat(rules.minimumMinor()).isEqualTo(400);
    assertThat(rules.freeCancelS()).isEqualTo(90);
  }

  @Test
  void aCurrencyWithoutDecimalsHasNone() {
    FareRules rules =
        read(GOOD.replace("EUR", "JPY")
                .replace("2.00", "400")
                .replace("1.00", "100")
                .replace("4.00", "500"))
            .get(0)
            .rules();

    assertThat(rules.baseMinor()).isEqualTo(400);
    assertThat(rules.perKmMinor()).isEqualByComparingTo(new BigDecimal("0.955"));
  }

  @Test
  void theBuiltInTableIsValid() {
    assertThat(FareTableFile.readDefaults().lines()).hasSizeGreaterThanOrEqualTo(10);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "base: 2.00 | base: two | 6 | 'base' must be a number",
        "base: 2.00 | base: -2.00 | 6 | 'base' must be a number",
        "base: 2.00 | base: 2.005 | 6 | more than the 2 digits of EUR",
        "base: 2.00 | bass: 2.00 | 3 | 'base' is missing",
        "per_km: 0.955 | per_km: 0.955\\n    per_mile: 1 | 8 | 'per_mile' is not known",
        "per_km: 0.955 | per_km: 0.955\\n    base: 1 | 8 | stands twice",
        "EUR | EURO | 4 | ISO 4217",
        "porto | Porto! | 3 | market id must be",
        "120 | 1.5 | 11 | whole seconds",
        "2.00 | 99999999 | 6 | above the limit",
        "version: spring-1 | edition: spring-1 | 1 | 'version' is missing",
        "fares: | fares: [] \\nothers: | 2 | must be a list of at least one",
        "base: 2.00 | base: [2 | 7 | is no YAML"
      })
  void anErrorNamesItsLine(String good, String bad, int line, String message) {
    String table = GOOD.replaceFirst(java.util.regex.Pattern.quote(good), bad.replace("\\n", "\n"));

    assertThatThrownBy(() -> read(table))
        .isInstanceOf(BadFareTableException.class)
        .hasMessageStartingWith("fares.yml line " + line + ":")
        .hasMessageContaining(message);
  }

  @Test
  void aSecondFareForTheSameIsRefused() {
    String fare = GOOD.substring(GOOD.indexOf("  - market"));

    assertThatThrownBy(() -> read(GOOD + fare))
        .isInstanceOf(BadFareTableException.class)
        .hasMessageStartingWith("fares.yml line 15:")
        .hasMessageContaining("porto/EUR/standard");
  }

  @Test
  void anEmptyFileAndAMissingOneAreNamed() {
    assertThatThrownBy(() -> read("")).isInstanceOf(BadFareTableException.class);
    assertThatThrownBy(() -> FareTableFile.read(Path.of("nowhere.yml")))
        .isInstanceOf(BadFareTableException.class)
        .hasMessageContaining("nowhere.yml")
        .hasMessageContaining("kerb.pricing.fare-file");
  }

  private static List<FareTable.Line> read(String table) {
    return FareTableFile.read("fares.yml", table).lines();
  }
}
