package io.kerb.dispatch.adapter.kafka;

import io.kerb.dispatch.market.Counters;
import io.kerb.dispatch.market.MarketState;
import io.kerb.dispatch.offer.OfferBook;
import io.kerb.dispatch.policy.DispatchPolicy;
import io.kerb.dispatch.policy.InvalidPolicy;
import io.kerb.dispatch.request.TripChanged;
import io.kerb.dispatch.wire.DriverStatus;
import io.kerb.dispatch.wire.MarketSummary;
import io.kerb.dispatch.wire.PolicyRecord;
import io.kerb.location.api.Market;
import io.kerb.runtime.kafka.DeadLetters;
import io.kerb.runtime.kafka.KafkaSettings;
import io.kerb.runtime.kafka.PoisonException;
import io.kerb.runtime.kafka.RecordValue;
import java.time.Instant;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a market's state back from the log. */
final class MarketRebuild {
  private static final Logger LOG = LoggerFactory.getLogger(MarketRebuild.class);

  private final Market market;
  private final MarketTopics topics;
  private final DispatchPolicy configured;
  private final DeadLetters deadLetters;
  private final MarketState state = new MarketState();
  private final TripOffsets offsets = new TripOffsets();
  private Counters counters = Counters.ZERO;
  private long counted;

  /**
   * @param tripPosition the offset of the first trip event not in the state
   */
  record Rebuilt(MarketState state, Counters counters, TripOffsets offsets, long tripPosition) {}

  private MarketRebuild(
      Market market, MarketTopics topics, DispatchPolicy configured, DeadLetters deadLetters) {
    this.market = market;
    this.topics = topics;
    this.configured = configured;
    this.deadLetters = deadLetters;
  }

  /**
   * @param tripsFrom the committed offset of trip-events
   * @param configured what a policy in the log does not name
   */
  static Rebuilt from(
      Market market,
      MarketTopics topics,
      long tripsFrom,
      DispatchPolicy configured,
      KafkaSettings settings,
      DeadLetters deadLetters,
      Instant now) {
    try (LogReader log = new LogReader(settings)) {
      return new MarketRebuild(market, topics, configured, deadLetters).read(log, tripsFrom, now);
    }
  }

  private Rebuilt read(LogReader log, long tripsFrom, Instant now) {
    log.readLast(topics.summaries(), tolerant(this::summary));
    log.readAll(topics.statuses(), tolerant(this::status));
    log.readBack(
        topics.policies(), tolerant(this::policy), () -> state.policies().findActive().isPresent());
    long since = now.minus(OfferBook.REFUSAL_MEMORY).toEpochMilli();
    log.readSince(topics.offers(), since, tolerant(this::offer));
    log.readSince(topics.exchanges(), since, tolerant(this::exchange));
    long position = log.readFrom(topics.trips(), tripsFrom, tolerant(this::trip));
    return new Rebuilt(state, counters, offsets, position);
  }

  private void summary(ConsumerRecord<String, byte[]> record) {
    MarketSummary summary = SummaryCodec.read(RecordValue.of(record));
    counters = SummaryCodec.counters(summary.getCounters());
    counted = summary.getTripEventsCounted();
  }

  private void status(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      return;
    }
    DriverStatus status = StatusCodec.parse(record.value());
    if (status.getMarketId().equals(market.marketId().value())) {
      state.apply(StatusCodec.read(status));
    }
  }

  /** What a newer version wrote may be more than this one understands: the one before it holds. */
  private void policy(ConsumerRecord<String, byte[]> record) {
    PolicyRecord policy = PolicyCodec.parse(RecordValue.of(record));
    try {
      state.apply(PolicyCodec.read(policy, configured));
    } catch (InvalidPolicy e) {
      if (state.policies().passOver(policy.getChanged().getVersion())) {
        LOG.warn(
            "market {}: policy {} is not understood, the one before it holds: {}",
            market.marketId(),
            policy.getChanged().getVersion(),
            e.getMessage());
      }
    }
  }

  private void offer(ConsumerRecord<String, byte[]> record) {
    state.apply(OfferEventCodec.read(RecordValue.of(record)));
  }

  private void exchange(ConsumerRecord<String, byte[]> record) {
    state.apply(ExchangeEventCodec.read(RecordValue.of(record)));
  }

  private void trip(ConsumerRecord<String, byte[]> record) {
    TripChanged event = TripEventReader.read(RecordValue.of(record));
    if (state.apply(event)) {
      offsets.seen(event, record.offset());
      if (record.offset() >= counted) {
        counters = counters.count(event);
      }
    }
  }

  /**
   * What no predecessor has counted yet is put aside here, if it is poisonous; the rest was, by
   * whoever met it first, and is passed over.
   */
  private Consumer<ConsumerRecord<String, byte[]>> tolerant(
      Consumer<ConsumerRecord<String, byte[]>> reader) {
    return record -> {
      try {
        reader.accept(record);
      } catch (PoisonException e) {
        boolean isNew = record.topic().equals(topics.trips().topic()) && record.offset() >= counted;
        if (isNew && !deadLetters.bury(record, e)) {
          throw new IllegalStateException("the dead-letter topic does not answer", e);
        }
        LOG.debug("market {}: passes over a poisonous record", market.marketId(), e);
      }
    };
  }
}
