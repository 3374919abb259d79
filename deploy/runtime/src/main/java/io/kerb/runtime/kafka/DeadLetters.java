package io.kerb.runtime.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts what can never be processed aside, with its reason and where it came from. */
public final class DeadLetters {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final String consumer;
  private final Producer<String, byte[]> producer;

  /**
   * @param consumer who could not process it
   */
  public DeadLetters(String consumer, Producer<String, byte[]> producer) {
    this.consumer = consumer;
    this.producer = producer;
  }

  /** Returns whether the dead-letter topic has it; if not, the record must not be passed over. */
  public boolean bury(ConsumerRecord<String, byte[]> record, PoisonException reason) {
    LOG.error("{} puts {} aside: {}", consumer, place(record), reason.getMessage());
    ProducerRecord<String, byte[]> dead =
        new ProducerRecord<>(
            record.topic() + RecordLoop.DEAD_LETTERS, record.key(), record.value());
    dead.headers().add("reason", reason.toString().getBytes(StandardCharsets.UTF_8));
    dead.headers().add("origin", place(record).getBytes(StandardCharsets.UTF_8));
    dead.headers().add("consumer", consumer.getBytes(StandardCharsets.UTF_8));
    try {
      producer.send(dead).get(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("{} could not reach the dead-letter topic yet: {}", consumer, e.toString());
      return false;
    }
  }

  static String place(ConsumerRecord<String, byte[]> record) {
    return record.topic() + "-" + record.partition() + "@" + record.offset();
  }
}
