package io.kerb.dispatch.adapter.kafka;

import io.kerb.dispatch.api.DispatchTopics;
import io.kerb.dispatch.policy.InvalidPolicy;
import io.kerb.dispatch.wire.PolicyRecord;
import io.kerb.location.api.MarketId;
import io.kerb.runtime.kafka.KafkaSettings;
import io.kerb.runtime.kafka.PoisonException;
import io.kerb.runtime.kafka.RecordLoop;
import io.kerb.runtime.kafka.RecordValue;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells this instance's history what the markets' owners say of their policies. */
public final class PolicyFeed implements AutoCloseable {
  /** Older than any market: all of it is wanted. */
  private static final Duration ALL = Duration.ofDays(3650);

  private static final Logger LOG = LoggerFactory.getLogger(PolicyFeed.class);

  private final PolicyHistory history;
  private final RecordLoop loop;

  public PolicyFeed(
      PolicyHistory history, KafkaSettings settings, Producer<String, byte[]> deadLetters) {
    this.history = history;
    this.loop =
        RecordLoop.ofAll(
            "policies",
            List.of(settings.topic(DispatchTopics.POLICIES)),
            ALL,
            settings,
            deadLetters,
            this::take);
  }

  private void take(ConsumerRecord<String, byte[]> record) {
    PolicyRecord policy = PolicyCodec.parse(RecordValue.of(record));
    try {
      history.take(
          new MarketId(policy.getMarketId()), PolicyCodec.read(policy, history.configured()));
    } catch (InvalidPolicy e) {
      // A newer version wrote it; an owner with the present code does not go by it either.
      LOG.warn("a policy of {} is not understood: {}", policy.getMarketId(), e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new PoisonException("not a policy record: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    loop.close();
  }
}
