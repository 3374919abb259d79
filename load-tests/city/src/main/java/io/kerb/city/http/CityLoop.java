package io.kerb.city.http;

import io.kerb.city.api.Loop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The loop in real time: one thread. Any thread may hand it an action. */
public final class CityLoop implements Loop, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CityLoop.class);

  private final Clock clock;
  private final ScheduledThreadPoolExecutor executor;

  public CityLoop(Clock clock) {
    this.clock = clock;
    this.executor =
        new ScheduledThreadPoolExecutor(
            1,
            action -> {
              Thread thread = new Thread(action, "city");
              thread.setDaemon(true);
              return thread;
            });
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public void after(Duration delay, Runnable action) {
    try {
      executor.schedule(() -> run(action), delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      LOG.debug("the city is closed; an action came too late");
    }
  }

  void execute(Runnable action) {
    after(Duration.ZERO, action);
  }

  /** One agent's mistake must not end the others' lives. */
  private static void run(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      LOG.error("an action failed", e);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
