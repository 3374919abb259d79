package io.kerb.dispatch.adapter.kafka;

import io.kerb.dispatch.api.DispatchTopics;
import io.kerb.dispatch.wire.MarketSummary;
import io.kerb.location.api.MarketId;
import io.kerb.runtime.kafka.KafkaSettings;
import io.kerb.runtime.kafka.RecordLoop;
import io.kerb.runtime.kafka.RecordValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.Producer;

/** What each market's owner last said of it, on every instance; about a second old. */
public final class MarketSummaries implements AutoCloseable {
  /** Older than any market: the topic is compacted, so all of it is wanted. */
  private static final Duration ALL = Duration.ofDays(3650);

  private final Map<MarketId, MarketSummary> newest = new ConcurrentHashMap<>();
  private final RecordLoop loop;

  public MarketSummaries(KafkaSettings settings, Producer<String, byte[]> deadLetters) {
    this.loop =
        RecordLoop.ofAll(
            "market-summaries",
            List.of(settings.topic(DispatchTopics.MARKET_STATE)),
            ALL,
            settings,
            deadLetters,
            record -> {
              MarketSummary summary = SummaryCodec.read(RecordValue.of(record));
              newest.put(new MarketId(summary.getMarketId()), summary);
            });
  }

  /** Empty until an owner said something. */
  public Optional<MarketSummary> findSummary(MarketId market) {
    return Optional.ofNullable(newest.get(market));
  }

  @Override
  public void close() {
    loop.close();
  }
}
