package io.kerb.bench.town;

import io.kerb.dispatch.adapter.kafka.DispatchWorker;
import io.kerb.dispatch.adapter.kafka.MarketCommandLog;
import io.kerb.dispatch.api.DispatchTopics;
import io.kerb.dispatch.api.OfferSigner;
import io.kerb.dispatch.candidate.CandidateSearch;
import io.kerb.dispatch.market.MarketCommand.SetDuty;
import io.kerb.dispatch.policy.DispatchPolicy;
import io.kerb.eta.api.PickupEtas;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.LocationTopics;
import io.kerb.location.api.SupplySearch;
import io.kerb.location.api.TopicSpec;
import io.kerb.runtime.kafka.KafkaSettings;
import io.kerb.runtime.kafka.TopicCreator;
import io.kerb.trip.api.TripTopics;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;

/** The market's topics, its drivers' duty, and the production dispatcher. */
public final class Desk {
  private static final int APPENDERS = 16;

  private final Town town;
  private final KafkaSettings settings;
  private final Producer<String, byte[]> producer;

  public Desk(Town town, KafkaSettings settings, Producer<String, byte[]> producer) {
    this.town = town;
    this.settings = settings;
    this.producer = producer;
  }

  public void createTopics() throws InterruptedException {
    List<TopicSpec> topics = new ArrayList<>(DispatchTopics.ALL);
    topics.add(TripTopics.TRIP_EVENTS);
    topics.add(LocationTopics.DRIVER_PINGS);
    new TopicCreator(settings).create(topics, town.markets());
  }

  public DispatchWorker startWorker(DispatchPolicy policy, SupplySearch supply, PickupEtas etas) {
    return new DispatchWorker(
            settings,
            town.markets(),
            new OfferSigner(new byte[32]),
            new CandidateSearch(supply, etas),
            policy,
            Clock.systemUTC(),
            producer)
        .start();
  }

  /** Drivers 1 to {@code drivers} go on duty; returns when the log has it. */
  public void onDuty(int drivers) throws InterruptedException, ExecutionException {
    MarketCommandLog commands = new MarketCommandLog(settings, producer, Clock.systemUTC());
    ExecutorService appenders = Executors.newFixedThreadPool(APPENDERS);
    try {
      List<Future<?>> appended = new ArrayList<>();
      for (long driver = 1; driver <= drivers; driver++) {
        SetDuty duty = new SetDuty(new DriverId(driver), true, Set.of(Town.PRODUCT));
        appended.add(
            appenders.submit(
                () -> {
                  commands.append(town.market(), duty, "");
                  return null;
                }));
      }
      for (Future<?> append : appended) {
        append.get();
      }
    } finally {
      appenders.shutdownNow();
    }
  }
}
