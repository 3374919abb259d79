package io.kerb.server.eta;

import io.kerb.eta.market.RoadNetworks;
import io.kerb.eta.serving.EtaModels;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for promoted models: once before the first question, then every few seconds. */
final class ModelWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ModelWatch.class);

  private final EtaModels models;
  private final RoadNetworks roads;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(ModelWatch::thread);

  ModelWatch(EtaModels models, RoadNetworks roads, Duration every) {
    this.models = models;
    this.roads = roads;
    look();
    thread.scheduleWithFixedDelay(
        this::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      models.poll(roads::nameOf);
    } catch (RuntimeException e) { // a watch that died would be missed by nobody
      LOG.error("could not look for models, and will try again", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "eta-models");
    thread.setDaemon(true);
    return thread;
  }
}
