package io.kerb.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kerb.local.fixture.EngineStack;
import io.kerb.local.fixture.Engines;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.Market;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.Markets;
import io.kerb.location.api.Product;
import io.kerb.location.api.ProductId;
import io.kerb.location.api.TopicSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EngineStack.class)
class RecordLoopIT {
  private static final TopicSpec WORK =
      TopicSpec.kept("work", TopicSpec.Keying.DRIVER, Duration.ofHours(1));
  private static final int PARTITIONS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final List<String> handled = new CopyOnWriteArrayList<>();
  private KafkaSettings kafka;
  private Producer<String, byte[]> producer;

  @BeforeEach
  void topics(Engines engines) throws InterruptedException {
    kafka = new KafkaSettings(engines.kafkaBootstrap(), "t" + UUID.randomUUID() + "-");
    new TopicCreator(kafka).create(List.of(WORK), markets());
    producer = new KafkaProducer<>(kafka.producer());
  }

  @AfterEach
  void close() {
    producer.close();
  }

  @Test
  void a_record_waits_for_its_engine_and_none_behind_it_is_lost_or_reordered() {
    AtomicInteger outages = new AtomicInteger(3);
    send(0, "a", "b", "c");

    try (RecordLoop loop =
        group(
            record -> {
              if (text(record).equals("b") && outages.getAndDecrement() > 0) {
                throw new IllegalStateException("the engine is down");
              }
              handled.add(text(record));
            })) {
      await().atMost(PATIENCE).until(() -> handled.size() == 3);
      assertThat(handled).containsExactly("a", "b", "c");
    }
  }

  @Test
  void poison_goes_to_the_dead_letters_with_its_reason_and_the_rest_goes_on() {
    send(0, "good", "bad", "better");
    List<String> reasons = new CopyOnWriteArrayList<>();

    try (RecordLoop loop =
        group(
            record -> {
              if (text(record).equals("bad")) {
                throw new PoisonException("no number", null);
              }
              handled.add(text(record));
            })) {
      await().atMost(PATIENCE).until(() -> handled.size() == 2);
      assertThat(handled).containsExactly("good", "better");
      send(0, "later");
      await().atMost(PATIENCE).until(() -> handled.contains("later"));
    }
    try (RecordLoop dead =
        RecordLoop.ofAll(
            "dead",
            List.of(kafka.topic(WORK) + RecordLoop.DEAD_LETTERS),
            Duration.ofMinutes(5),
            kafka,
            producer,
            record ->
                reasons.add(
                    new String(
                        record.headers().lastHeader("reason").value(), StandardCharsets.UTF_8)))) {
      await().atMost(PATIENCE).until(() -> !reasons.isEmpty());
      assertThat(reasons.get(0)).contains("no number");
    }
  }

  @Test
  void a_successor_goes_on_where_the_last_member_stopped() {
    send(0, "a", "b");
    try (RecordLoop first = group(record -> handled.add(text(record)))) {
      await().atMost(PATIENCE).until(() -> handled.size() == 2);
    }
    send(0, "c");
    try (RecordLoop second = group(record -> handled.add(text(record)))) {
      await().atMost(PATIENCE).until(() -> handled.contains("c"));
      assertThat(handled).last().isEqualTo("c");
    }
  }

  @Test
  void while_one_record_waits_a_member_that_joins_takes_over_without_a_gap() {
    AtomicBoolean stuck = new AtomicBoolean(true);
    for (int partition = 0; partition < PARTITIONS; partition++) {
      send(partition, "p" + partition + "-1", "p" + partition + "-2");
    }
    AtomicInteger triesOfFirst = new AtomicInteger();
    AtomicInteger triesOfSecond = new AtomicInteger();

    try (RecordLoop first = group(record -> handle(record, stuck, triesOfFirst))) {
      await().atMost(PATIENCE).until(() -> triesOfFirst.get() > 0);
      try (RecordLoop second = group(record -> handle(record, stuck, triesOfSecond))) {
        await().atMost(PATIENCE).until(() -> triesOfSecond.get() > 0);
        for (int partition = 0; partition < PARTITIONS; partition++) {
          send(partition, "p" + partition + "-3");
        }
        stuck.set(false);
        await()
            .atMost(PATIENCE)
            .untilAsserted(
                () -> {
                  for (int partition = 0; partition < PARTITIONS; partition++) {
                    assertThat(handled)
                        .contains(
                            "p" + partition + "-1", "p" + partition + "-2", "p" + partition + "-3");
                  }
                });
      }
    }
  }

  private void handle(
      ConsumerRecord<String, byte[]> record, AtomicBoolean stuck, AtomicInteger tries) {
    tries.incrementAndGet();
    if (stuck.get()) {
      throw new IllegalStateException("the engine is down");
    }
    handled.add(text(record));
  }

  private RecordLoop group(RecordLoop.Handler handler) {
    return RecordLoop.ofGroup("workers", List.of(kafka.topic(WORK)), kafka, producer, handler);
  }

  private void send(int partition, String... texts) {
    for (String text : texts) {
      producer.send(
          new ProducerRecord<>(
              kafka.topic(WORK), partition, "key", text.getBytes(StandardCharsets.UTF_8)));
    }
    producer.flush();
  }

  private static String text(ConsumerRecord<String, byte[]> record) {
    return new String(record.value(), StandardCharsets.UTF_8);
  }

  private static Markets markets() {
    return new Markets(
        List.of(
            new Market(
                new MarketId("tiny"),
                "Tiny",
                List.of(new LatLng(0, 0), new LatLng(0, 1), new LatLng(1, 1)),
                ZoneId.of("UTC"),
                Currency.getInstance("EUR"),
                List.of(new Product(new ProductId("standard"), "Standard", 4)),
                0,
                new Market.PartitionRange(0, PARTITIONS))));
  }
}
