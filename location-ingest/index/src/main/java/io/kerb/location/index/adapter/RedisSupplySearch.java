package io.kerb.location.index.adapter;

import io.kerb.location.api.Market;
import io.kerb.location.api.Markets;
import io.kerb.location.api.SupplySearch;
import io.kerb.location.index.IndexSearch;
import java.time.Clock;
import java.util.List;

/** {@link SupplySearch} on the Redis shards; safe for use by many threads. */
public final class RedisSupplySearch implements SupplySearch {
  private final IndexSearch search;
  private final Clock clock;

  public RedisSupplySearch(SupplyShards shards, Markets markets, Clock clock) {
    this.search = new IndexSearch(new RedisCellReader(shards), markets);
    this.clock = clock;
  }

  @Override
  public List<Answer> nearestOfEach(List<Query> queries) {
    return search.nearestOfEach(queries, clock.instant());
  }

  @Override
  public Answer inMarket(Market market, int limit) {
    return search.inMarket(market, limit, clock.instant());
  }
}
