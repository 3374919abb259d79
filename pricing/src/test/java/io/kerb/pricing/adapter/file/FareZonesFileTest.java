package io.kerb.pricing.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kerb.location.api.LatLng;
import io.kerb.location.api.Market;
import io.kerb.location.api.Markets;
import io.kerb.pricing.TestCity;
import io.kerb.pricing.api.FareBand;
import io.kerb.pricing.api.FareRules;
import io.kerb.pricing.api.Surcharge;
import io.kerb.pricing.fare.Course;
import io.kerb.pricing.fare.FareBook;
import io.kerb.pricing.fare.FareTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FareZonesFileTest {
  private static final String TABLE =
      """
      version: zones-1
      fares:
        - {market: testville, currency: KWD, product: "*", base: 1.250, per_km: 0.3, per_minute: 0.05, booking_fee: 0.125, minimum: 1.500, free_waiting_s: 120, waiting_per_minute: 0.1, cancel_fee: 1, free_cancel_s: 120, per_stop: 0.250}
      zones:
        - name: airport
          market: testville
          currency: KWD
          when: either
          amount: 2.005
          corners: [[0.02, 0.02], [0.02, 0.06], [0.06, 0.06], [0.06, 0.02]]
      tolls:
        - name: bridge
          market: testville
          product: xl
          currency: KWD
          charged: each_time
          amount: 0.500
          gate: [[0.09, 0.10], [0.11, 0.10]]
          towards: right
        - name: centre
          market: testville
          currency: KWD
          charged: once
          amount: 0.75
          area: [[0.09, 0.13], [0.09, 0.15], [0.11, 0.15]]
      bands:
        - name: night
          market: "*"
          product: "*"
          currency: KWD
          days: [fri, sat]
          from: 22:00
          to: 04:00
          factor: 1.25
          surcharge: 0.500
      """;
  private static final Market MARKET = TestCity.market("testville", "KWD", 0);
  private static final Instant NOON = Instant.parse("2026-06-03T12:00:00Z");
  private static final Instant FRIDAY_NIGHT = Instant.parse("2026-06-05T23:00:00Z");

  @Test
  void aTableHasZonesTollsBandsAndAFeePerStop() {
    FareTable table = read(TABLE);
    FareRules rules = new FareBook(List.of(table)).getRules(MARKET, TestCity.XL, FRIDAY_NIGHT);

    assertThat(rules.perStopMinor()).isEqualTo(250);
    assertThat(rules.source().line()).isEqualTo(3);
    assertThat(rules.source().digest()).isEqualTo(table.digest()).hasSize(64);
    assertThat(rules.band()).isEqualTo(new FareBand("night", new BigDecimal("1.25"), 500));
    assertThat(new FareBook(List.of(table)).getRules(MARKET, TestCity.XL, NOON).band())
        .isEqualTo(FareBand.NONE);
    assertThat(table.surcharges(MARKET, TestCity.XL, way(0.1, 0.03, 0.1, 0.14)))
        .containsExactly(
            new Surcharge(Surcharge.Kind.TOLL, "bridge", 1, 500),
            new Surcharge(Surcharge.Kind.TOLL, "centre", 1, 750));
    assertThat(table.surcharges(MARKET, TestCity.STANDARD, way(0.1, 0.03, 0.1, 0.12))).isEmpty();
    assertThat(table.surcharges(MARKET, TestCity.STANDARD, way(0.04, 0.04, 0.1, 0.05)))
        .containsExactly(new Surcharge(Surcharge.Kind.ZONE, "airport", 1, 2_005));
    assertThat(
            table.surcharges(MARKET, TestCity.XL, way(0.1, 0.09, 0.1, 0.11, 0.1, 0.09, 0.1, 0.11)))
        .containsExactly(new Surcharge(Surcharge.Kind.TOLL, "bridge", 2, 1_000));
  }

  @ParameterizedTest
  @CsvSource({
    "pickup, 0.04, 0.1, true",
    "pickup, 0.1, 0.04, false",
    "dropoff, 0.04, 0.1, false",
    "dropoff, 0.1, 0.04, true",
    "either, 0.04, 0.1, true",
    "either, 0.1, 0.04, true",
    "either, 0.1, 0.12, false",
    "both, 0.04, 0.1, false",
    "both, 0.04, 0.05, true"
  })
  void aZoneLooksAtTheEndsItNames(String when, double from, double to, boolean due) {
    FareTable table = read(TABLE.replace("when: either", "when: " + when));

    assertThat(table.surcharges(MARKET, TestCity.STANDARD, way(from, 0.04, to, 0.04)))
        .hasSize(due ? 1 : 0);
  }

  @Test
  void aStopCountsAsADropOff() {
    LatLng home = new LatLng(0.1, 0.04);
    LatLng airport = new LatLng(0.04, 0.04);
    FareTable table = read(TABLE.replace("when: either", "when: dropoff"));

    assertThat(
            table.surcharges(
                MARKET,
                TestCity.STANDARD,
                new Course(home, List.of(airport, home), List.of(home, airport, home))))
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "amount: 2.005 | amount: 2.0055 | 9 | more than the 3 digits of KWD",
        "when: either | when: sometimes | 8 | one of pickup, dropoff, either, both, but was"
            + " 'sometimes'",
        "[0.02, 0.06], [0.06, 0.06], [0.06, 0.02] | [0.02, 0.06] | 10 | needs 3 to 1000 positions,"
            + " but has 2",
        "[0.02, 0.06], [0.06, 0.06], [0.06, 0.02] | [0.06, 0.06], [0.02, 0.06], [0.06, 0.02] | 10 |"
            + " no polygon",
        "[0.02, 0.06] | [0.02, 200] | 10 | longitude must be -180 to 180, but was 200.0",
        "[0.02, 0.06] | [0.02] | 10 | list of [latitude, longitude]",
        "gate: [[0.09, 0.10], [0.11, 0.10]] | gate: [[0.09, 0.10]] | 18 | needs 2 to 1000"
            + " positions",
        "gate: [[0.09, 0.10], [0.11, 0.10]] | gates: [[0.09, 0.10]] | 12 | either 'gate' or 'area'",
        "towards: right | towards: east | 19 | one of both, left, right",
        "charged: once | charged: twice | 23 | one of once, each_time",
        "days: [fri, sat] | days: [fri, someday] | 31 | but was 'someday'",
        "from: 22:00 | from: 25:00 | 32 | a time such as 22:30, but was '25:00'",
        "factor: 1.25 | factor: 12.5 | 34 | must be 0.1 to 10, but was 12.5",
        "name: airport | name: airport\\n"
            + "    colour: red | 6 | 'colour' is not known here; maybe one of name, market",
        "name: centre | name: bridge\\n"
            + "    product: xl | 20 | a second toll for 'bridge' in testville/xl",
        "zones: | zonen: | 5 | 'zonen' is not known here; maybe one of version, fares, zones,"
            + " tolls, bands"
      })
  void anErrorNamesItsLineAndItsValue(String good, String bad, int line, String message) {
    String table =
        TABLE.replaceFirst(java.util.regex.Pattern.quote(good), bad.replace("\\n", "\n"));

    assertThatThrownBy(() -> read(table))
        .isInstanceOf(BadFareTableException.class)
        .hasMessageStartingWith("fares.yml line " + line + ":")
        .hasMessageContaining(message);
  }

  @Test
  void whatLooksLikeAMistakeHereIsWarnedOf() {
    Markets markets = new Markets(List.of(MARKET));

    assertThat(read(TABLE).warnings(markets)).isEmpty();
    assertThat(read(TABLE.replace("[0.06, 0.02]", "[0.06, -0.02]")).warnings(markets))
        .singleElement()
        .asString()
        .startsWith("line 5: zone 'airport' reaches out of market testville");
    assertThat(read(TABLE).warnings(TestCity.markets()))
        .contains(
            "line 12: toll 'bridge' is in KWD, but market testville counts in USD, so it never"
                + " holds");
    assertThat(
            read(TABLE.replace(
                    "name: centre\n    market: testville", "name: centre\n    market: a"))
                .warnings(markets))
        .containsExactly("line 20: toll 'centre' names market 'a', which is not served here");
  }

  private static Course way(double... coordinates) {
    List<LatLng> points = new java.util.ArrayList<>();
    for (int i = 0; i < coordinates.length; i += 2) {
      points.add(new LatLng(coordinates[i], coordinates[i + 1]));
    }
    return new Course(points.get(0), List.of(points.get(points.size() - 1)), points);
  }

  private static FareTable read(String table) {
    return FareTableFile.read("fares.yml", table);
  }
}
