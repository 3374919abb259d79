package io.kerb.pricing.api;

import io.kerb.location.api.TopicSpec;
import io.kerb.location.api.TopicSpec.Keying;

/** Topics that pricing owns. */
public final class PricingTopics {
  /** Key: S2 cell token; value: {@code CellSurge}. In the market's partition. */
  public static final TopicSpec SURGE = TopicSpec.compacted("surge", Keying.MARKET);

  private PricingTopics() {}
}
