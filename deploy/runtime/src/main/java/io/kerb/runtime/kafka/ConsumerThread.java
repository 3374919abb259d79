package io.kerb.runtime.kafka;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread on which a consumer is used: turn by turn until it is closed. */
public final class ConsumerThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ConsumerThread.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final String name;
  private final Consumer<?, ?> consumer;
  private final Runnable turn;
  private final Runnable atEnd;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean closing;

  /**
   * @param name of the thread, and in its log
   * @param consumer is closed when the thread ends
   * @param turn polls and works; may let the consumer's wakeup through, which ends the thread
   * @param atEnd runs last on the thread, before the consumer is closed
   */
  public ConsumerThread(String name, Consumer<?, ?> consumer, Runnable turn, Runnable atEnd) {
    this.name = name;
    this.consumer = consumer;
    this.turn = turn;
    this.atEnd = atEnd;
  }

  public void start() {
    new Thread(this::run, name).start();
  }

  public boolean isClosing() {
    return closing;
  }

  private void run() {
    try (consumer) {
      takeTurns();
    } finally {
      ended.countDown();
    }
  }

  private void takeTurns() {
    try {
      while (!closing) {
        takeTurn();
      }
    } catch (WakeupException | InterruptException stopping) {
      LOG.debug("{} was asked to stop", name);
    } finally {
      atEnd.run();
    }
  }

  /** A thread that ended would be missed by nobody until the lag is seen: it tries again. */
  private void takeTurn() {
    try {
      turn.run();
    } catch (WakeupException | InterruptException stopping) {
      throw stopping;
    } catch (KafkaException e) {
      LOG.warn("{} waits for Kafka: {}", name, e.toString());
      pause();
    } catch (RuntimeException e) {
      LOG.error("{} could not finish a turn, and takes the next in {}", name, PAUSE, e);
      pause();
    }
  }

  private void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /** Waits up to 10 s for the turn under way. */
  @Override
  public void close() {
    closing = true;
    consumer.wakeup();
    try {
      if (!ended.await(CLOSE_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("{} did not stop within {}", name, CLOSE_TIMEOUT);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
