package io.kerb.pricing.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.pricing.TestCity;
import io.kerb.pricing.TestQuotes;
import io.kerb.pricing.api.Quote;
import io.kerb.pricing.api.QuoteId;
import io.kerb.runtime.kafka.KafkaSettings;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class QuoteNewsTest {
  private static final KafkaSettings KAFKA = new KafkaSettings("unused:9092", "");
  private static final Quote QUOTE =
      TestQuotes.quote(
          new QuoteId(UUID.fromString("01890000-0000-7000-8000-000000000001")),
          Instant.parse("2026-06-03T18:00:00Z"));

  @Test
  void aRiderNeverWaitsForKafkaAndWhatDoesNotFitIsCounted() {
    Stuck producer = new Stuck();
    QuoteNews news = QuoteNews.start(TestCity.markets(), KAFKA, producer);
    int told = QuoteNews.WAITING_MAX + 500;
    for (int i = 0; i < told; i++) {
      news.tell(QUOTE);
    }

    // One may be in the sender's hands.
    assertThat(news.lost()).isBetween(499L, 500L);
    producer.loose.countDown();
    news.close();
    assertThat(producer.history()).hasSize((int) (told - news.lost()));
  }

  @Test
  void aQuoteGoesToItsMarketsPartition() {
    Stuck producer = new Stuck();
    producer.loose.countDown();
    try (QuoteNews news = QuoteNews.start(TestCity.markets(), KAFKA, producer)) {
      news.tell(QUOTE);
    }

    ProducerRecord<String, byte[]> sent = producer.history().get(0);
    assertThat(sent.topic()).isEqualTo("quote-events");
    assertThat(sent.partition()).isZero();
    assertThat(sent.key()).isEqualTo(QUOTE.quoteId().toString());
  }

  /** As a producer is whose broker is away: send does not return. */
  private static final class Stuck extends MockProducer<String, byte[]> {
    private final CountDownLatch loose = new CountDownLatch(1);

    private Stuck() {
      super(true, new RoundRobinPartitioner(), new StringSerializer(), new ByteArraySerializer());
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<String, byte[]> record, Callback callback) {
      try {
        loose.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return super.send(record, callback);
    }
  }
}
