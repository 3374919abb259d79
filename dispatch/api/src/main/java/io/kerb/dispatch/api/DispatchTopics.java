package io.kerb.dispatch.api;

import io.kerb.location.api.TopicSpec;
import io.kerb.location.api.TopicSpec.Keying;
import java.time.Duration;
import java.util.List;

/** Topics that dispatch owns. */
public final class DispatchTopics {
  /** Key: driver id as text; value: {@code DriverStatus}. Co-partitioned with driver-pings. */
  public static final TopicSpec DRIVER_STATUS = TopicSpec.compacted("driver-status", Keying.DRIVER);

  /** Key: market; value: {@code MarketCommand}. */
  public static final TopicSpec MARKET_COMMANDS =
      TopicSpec.kept("market-commands", Keying.MARKET, Duration.ofDays(7));

  /** Key: market; value: {@code OfferEvent}. Written in transactions: read committed. */
  public static final TopicSpec OFFER_EVENTS =
      TopicSpec.kept("offer-events", Keying.MARKET, Duration.ofDays(30));

  /** Key: market; value: {@code ExchangeEvent}. Written in transactions: read committed. */
  public static final TopicSpec EXCHANGES =
      TopicSpec.kept("exchanges", Keying.MARKET, Duration.ofDays(30));

  /** Key: market; value: {@code DecisionRecord}. Written in transactions: read committed. */
  public static final TopicSpec DECISIONS =
      TopicSpec.kept("decisions", Keying.MARKET, Duration.ofDays(30));

  /**
   * Key: market; value: {@code MarketSummary}, what its owner last said of it. Written in
   * transactions: read committed.
   */
  public static final TopicSpec MARKET_STATE = TopicSpec.compacted("market-state", Keying.MARKET);

  /**
   * Key: market; value: {@code PolicyRecord}. Written in transactions: read committed. People write
   * it, so it stays small; compaction would take the trail of who changed what.
   */
  public static final TopicSpec POLICIES = TopicSpec.forever("policies", Keying.MARKET);

  public static final List<TopicSpec> ALL =
      List.of(
          DRIVER_STATUS,
          MARKET_COMMANDS,
          OFFER_EVENTS,
          EXCHANGES,
          DECISIONS,
          MARKET_STATE,
          POLICIES);

  private DispatchTopics() {}
}
