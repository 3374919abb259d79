package io.kerb.trip.adapter.background;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the sweeps, each again some time after its last run ended. */
public final class SweepTimer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SweepTimer.class);
  private static final int THREADS = 2;
  private static final int CLOSE_TIMEOUT_S = 5;

  private final ScheduledExecutorService timer =
      Executors.newScheduledThreadPool(THREADS, task -> new Thread(task, "trip-sweep"));

  public SweepTimer every(Duration interval, String name, Runnable sweep) {
    timer.scheduleWithFixedDelay(
        () -> guarded(name, sweep),
        interval.toMillis(),
        interval.toMillis(),
        TimeUnit.MILLISECONDS);
    return this;
  }

  private static void guarded(String name, Runnable sweep) {
    try {
      sweep.run();
    } catch (RuntimeException e) {
      // An engine is away; the next run finds the same rows.
      LOG.warn("the sweep of {} was cut short: {}", name, e.toString());
    } catch (Error e) {
      // Thrown on, it would silently end this sweep for good.
      LOG.error("the sweep of {} was cut short", name, e);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    try {
      if (!timer.awaitTermination(CLOSE_TIMEOUT_S, TimeUnit.SECONDS)) {
        LOG.warn("closed during a sweep; the next start begins it anew");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
