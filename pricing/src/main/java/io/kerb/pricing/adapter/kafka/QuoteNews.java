package io.kerb.pricing.adapter.kafka;

import io.kerb.location.api.Markets;
import io.kerb.pricing.api.PricingTopics;
import io.kerb.pricing.api.Quote;
import io.kerb.pricing.wire.QuoteAsked;
import io.kerb.runtime.kafka.KafkaSettings;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the surge's owner, which may be another process, of each price that was asked. A rider must
 * not wait for that: a quote goes into a short queue, and a thread of its own sends it. What does
 * not fit, because Kafka is away, is lost; surge then goes by the requests alone.
 */
public final class QuoteNews implements AutoCloseable {
  /** Half a minute of the busiest market we know of. */
  static final int WAITING_MAX = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(QuoteNews.class);
  private static final long CLOSE_TIMEOUT_S = 10;
  private static final long POLL_MS = 200;

  private final Markets markets;
  private final String topic;
  private final Producer<String, byte[]> producer;
  private final BlockingQueue<Quote> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
  private final AtomicLong lost = new AtomicLong();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean closing;

  private QuoteNews(Markets markets, KafkaSettings kafka, Producer<String, byte[]> producer) {
    this.markets = markets;
    this.topic = kafka.topic(PricingTopics.QUOTE_EVENTS);
    this.producer = producer;
  }

  public static QuoteNews start(
      Markets markets, KafkaSettings kafka, Producer<String, byte[]> producer) {
    QuoteNews news = new QuoteNews(markets, kafka, producer);
    Thread thread = new Thread(news::run, "quote-news");
    thread.setDaemon(true);
    thread.start();
    return news;
  }

  /** Never waits. */
  public void tell(Quote quote) {
    if (!waiting.offer(quote)) {
      lost.incrementAndGet();
    }
  }

  /** How many quotes were not told since the start. */
  public long lost() {
    return lost.get();
  }

  private void run() {
    long reported = 0;
    try {
      while (!closing || !waiting.isEmpty()) {
        Quote quote = waiting.poll(POLL_MS, TimeUnit.MILLISECONDS);
        if (quote != null) {
          send(quote);
        } else if (lost.get() > reported) {
          reported = lost.get();
          LOG.warn("surge does not hear of {} quotes since the start: Kafka was away", reported);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ended.countDown();
    }
  }

  private void send(Quote quote) {
    int partition = markets.getMarket(quote.market()).partition();
    try {
      producer.send(
          new ProducerRecord<>(topic, partition, quote.quoteId().toString(), encode(quote)),
          (metadata, failure) -> {
            if (failure != null) {
              lost.incrementAndGet();
            }
          });
    } catch (KafkaException e) {
      lost.incrementAndGet();
    }
  }

  static byte[] encode(Quote quote) {
    return QuoteAsked.newBuilder()
        .setQuoteId(quote.quoteId().toString())
        .setRiderId(quote.rider().value())
        .setProductId(quote.product().value())
        .setLatitudeE7(quote.pickup().latitudeE7())
        .setLongitudeE7(quote.pickup().longitudeE7())
        .setAskedAtMs(quote.createdAt().toEpochMilli())
        .build()
        .toByteArray();
  }

  /** Sends what waits, for up to 10 s. */
  @Override
  public void close() {
    closing = true;
    try {
      if (!ended.await(CLOSE_TIMEOUT_S, TimeUnit.SECONDS)) {
        LOG.warn("{} quotes were not told", waiting.size());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
