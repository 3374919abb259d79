package io.kerb.trip.sample;

import io.kerb.location.api.MarketId;
import io.kerb.trip.store.PickupTimeRows;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Sums of pickup times in a map. */
public class MemoryPickupTimes implements PickupTimeRows {
  private final Map<List<Object>, Map<UUID, Sums>> sums = new HashMap<>();

  @Override
  public void put(MarketId market, Instant hour, UUID run, Sums all) {
    sums.computeIfAbsent(List.of(market, hour), key -> new HashMap<>()).put(run, all);
  }

  @Override
  public Sums findSums(MarketId market, Instant hour) {
    return sums.getOrDefault(List.of(market, hour), Map.of()).values().stream()
        .reduce(Sums.NONE, Sums::plus);
  }
}
