package io.kerb.pricing.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.pricing.api.FareBand;
import io.kerb.pricing.api.FareBasis;
import io.kerb.pricing.api.FareRules;
import io.kerb.pricing.api.FareSource;
import io.kerb.pricing.api.PricingWire;
import io.kerb.pricing.api.Quote;
import io.kerb.pricing.api.SurgeQuote;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What versions before zones, tolls, bands and signatures stored, byte for byte. */
class OldFormsTest {
  private static final String ROW =
      """
      {"quote_id":"019e8d4a-2e7b-7af3-9c41-0d3f5a7b9e11","rider_id":"42","market_id":"testville",\
      "product_id":"standard","pickup":{"latitude":0.1,"longitude":0.1},\
      "stops":[{"latitude":0.11,"longitude":0.1}],"dropoff":{"latitude":0.12,"longitude":0.13},\
      "distance_m":5432,"duration_s":765,"surge_multiplier":"1.2","fare_minor":1650,\
      "rules":{"version":"test-1","currency":"USD","base_minor":250,"per_km_minor":"105.125",\
      "per_minute_minor":"32","booking_fee_minor":175,"minimum_minor":500,"free_waiting_s":120,\
      "waiting_per_minute_minor":"40","cancel_fee_minor":500,"free_cancel_s":120},\
      "route_polyline":"_p~iF~ps|U","created_at":"2026-06-03T12:00:00.123Z",\
      "expires_at":"2026-06-03T12:02:00.123Z"}\
      """;

  /** FareRules as version 0.1 wrote them to a trip: fields 1 to 11. */
  private static final String RULES =
      "0a06746573742d31120355534418fa0122073130352e3132352a02333230af0138f40340784a02343050f4035878";

  @Test
  void anOldRowIsReadAndReplays() {
    Quote quote = QuoteCodec.decode(ROW);

    assertThat(quote.surge()).isEqualTo(SurgeQuote.ofMultiplier(new BigDecimal("1.2")));
    assertThat(quote.basis()).isEqualTo(new FareBasis(5_432, 765, 1, List.of()));
    assertThat(quote.rules().band()).isEqualTo(FareBand.NONE);
    assertThat(quote.rules().source()).isEqualTo(FareSource.UNKNOWN);
    assertThat(quote.rules().perStopMinor()).isZero();
    assertThat(quote.replay()).isEqualTo(quote.fare());
  }

  @Test
  void theOldRulesOfATripAreRead() throws Exception {
    FareRules rules =
        PricingWire.fromWire(
            io.kerb.pricing.wire.FareRules.parseFrom(HexFormat.of().parseHex(RULES)));

    assertThat(rules).isEqualTo(QuoteCodec.decode(ROW).rules());
  }
}
