package io.kerb.trip.adapter.background;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.kerb.location.api.TripId;
import io.kerb.trip.change.AfterChange;
import io.kerb.trip.settle.Settlement;
import io.kerb.trip.store.StoredEvent;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settles behind the answer, one worker per trip at a time, so that this instance publishes in
 * order. What does not fit into a queue, or fails, is left to the sweep: the intents remember it.
 */
public final class SettleWorkers implements AfterChange, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SettleWorkers.class);
  private static final int WORKERS = 8;
  private static final int QUEUE_MAX = 4_096;
  private static final long TRIPS_REMEMBERED_MAX = 100_000;
  private static final int CLOSE_TIMEOUT_S = 5;

  private final Settlement settlement;
  private final List<ThreadPoolExecutor> workers;

  /** Up to where this instance has seen each trip's events out. */
  private final Cache<TripId, Long> settled =
      Caffeine.newBuilder().maximumSize(TRIPS_REMEMBERED_MAX).build();

  public SettleWorkers(Settlement settlement) {
    this.settlement = settlement;
    this.workers = IntStream.range(0, WORKERS).mapToObj(SettleWorkers::worker).toList();
  }

  private static ThreadPoolExecutor worker(int number) {
    return new ThreadPoolExecutor(
        1,
        1,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(QUEUE_MAX),
        task -> new Thread(task, "trip-settle-" + number));
  }

  @Override
  public void changed(StoredEvent event) {
    submit(event.logged().trip(), () -> settle(event));
  }

  /** Settles all that is not out of this trip. */
  public void unsettled(TripId trip) {
    submit(trip, () -> remember(trip, settlement.settle(trip)));
  }

  private void settle(StoredEvent event) {
    TripId trip = event.logged().trip();
    Long known = settled.getIfPresent(trip);
    // Nothing comes before the first event.
    long before = known != null ? known : event.version() == 1 ? 0 : -1;
    if (before >= event.version()) {
      return;
    }
    if (before == event.version() - 1) {
      settlement.settleNext(event);
      remember(trip, event.version());
    } else {
      remember(trip, settlement.settle(trip));
    }
  }

  private void remember(TripId trip, long version) {
    if (version > 0) {
      settled.put(trip, version);
    }
  }

  private void submit(TripId trip, Runnable task) {
    try {
      workers.get(Math.floorMod(trip.hashCode(), WORKERS)).execute(() -> guarded(trip, task));
    } catch (RejectedExecutionException full) {
      LOG.warn("settling of trip {} is left to the sweep: the queue is full or closed", trip);
    }
  }

  private static void guarded(TripId trip, Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.warn("settling of trip {} is left to the sweep: {}", trip, e.toString());
    }
  }

  @Override
  public void close() {
    workers.forEach(ThreadPoolExecutor::shutdown);
    for (ThreadPoolExecutor worker : workers) {
      try {
        if (!worker.awaitTermination(CLOSE_TIMEOUT_S, TimeUnit.SECONDS)) {
          LOG.warn("closed while settling; the next start's sweep goes on");
          worker.shutdownNow();
        }
      } catch (InterruptedException e) {
        worker.shutdownNow();
        Thread.currentThread().interrupt();
      }
    }
  }
}
