package io.kerb.bench.window;

import io.kerb.bench.town.MarketLog;
import io.kerb.bench.town.Town;
import io.kerb.dispatch.api.DispatchTopics;
import io.kerb.dispatch.wire.OfferEvent;
import io.kerb.runtime.kafka.KafkaSettings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Sees offers as everybody does: by reading what is committed. An offer says when its window began,
 * by the same machine's clock.
 */
final class OfferWatch implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMillis(100);

  private final MarketLog<OfferEvent> log;
  private final Map<Long, Seen> byTick = new ConcurrentHashMap<>();
  private final Thread thread = new Thread(this::watch, "offer-watch");
  private volatile boolean closed;

  /**
   * Offers of one window.
   *
   * @param firstSentAtMs when the dispatcher handed over the first one to its producer
   * @param lastSeenAtMs when the last one was read
   */
  record Seen(int offers, long firstSentAtMs, long lastSeenAtMs) {
    Seen and(Seen more) {
      return new Seen(
          offers + more.offers,
          Math.min(firstSentAtMs, more.firstSentAtMs),
          Math.max(lastSeenAtMs, more.lastSeenAtMs));
    }
  }

  OfferWatch(KafkaSettings settings, Town town) {
    this.log = new MarketLog<>(settings, DispatchTopics.OFFER_EVENTS, town, OfferEvent.parser());
  }

  OfferWatch start() {
    thread.start();
    return this;
  }

  /** What was seen of the window with this tick so far. */
  Seen seen(long tickMs) {
    return byTick.getOrDefault(tickMs, new Seen(0, Long.MAX_VALUE, 0));
  }

  private void watch() {
    try (log) {
      while (!closed) {
        log.read(PATIENCE, this::see);
      }
    }
  }

  private void see(ConsumerRecord<String, byte[]> record, long seenAtMs) {
    OfferEvent event = log.parse(record);
    if (event.hasMade()) {
      byTick.merge(event.getOccurredAtMs(), new Seen(1, record.timestamp(), seenAtMs), Seen::and);
    }
  }

  @Override
  public void close() throws InterruptedException {
    closed = true;
    thread.join();
  }
}
