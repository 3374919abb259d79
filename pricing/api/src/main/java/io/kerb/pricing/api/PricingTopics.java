package io.kerb.pricing.api;

import io.kerb.location.api.TopicSpec;
import io.kerb.location.api.TopicSpec.Keying;
import java.time.Duration;

/** Topics that pricing owns. */
public final class PricingTopics {
  /** Key: S2 cell token and product; value: {@code CellSurge}. In the market's partition. */
  public static final TopicSpec SURGE = TopicSpec.compacted("surge", Keying.MARKET);

  /** Value: {@code QuoteAsked}. Wanted for a surge window only. */
  public static final TopicSpec QUOTE_EVENTS =
      TopicSpec.kept("quote-events", Keying.MARKET, Duration.ofHours(2));

  /** Key: order id; value: {@code SurgeOrder}. In the market's partition. */
  public static final TopicSpec SURGE_ORDERS = TopicSpec.compacted("surge-orders", Keying.MARKET);

  /** Key: S2 cell token; value: {@code CellDemand}. In the market's partition. */
  public static final TopicSpec DEMAND_FORECAST =
      TopicSpec.compacted("demand-forecast", Keying.MARKET);

  private PricingTopics() {}
}
