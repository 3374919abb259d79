package io.kerb.bench.window;

import io.kerb.bench.engines.BenchEngines;
import io.kerb.bench.town.Cars;
import io.kerb.bench.town.Desk;
import io.kerb.bench.town.Riders;
import io.kerb.bench.town.Town;
import io.kerb.bench.window.Decisions.Window;
import io.kerb.bench.window.OfferWatch.Seen;
import io.kerb.bench.window.Stages.Taken;
import io.kerb.dispatch.adapter.kafka.DispatchWorker;
import io.kerb.dispatch.policy.DispatchPolicy;
import io.kerb.location.index.adapter.RedisSupplySearch;
import io.kerb.location.index.adapter.RedisSupplyWriter;
import io.kerb.location.index.adapter.SupplyShards;
import io.kerb.runtime.kafka.KafkaSettings;
import io.kerb.trip.wire.TripSnapshot;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;

/** Runs windows of the production dispatcher on real engines, one full window after the other. */
final class WindowBench implements AutoCloseable {
  /** The numbers that a market has unless somebody configures others. */
  /**
   * The production's numbers, but for the pace: all of a window's riders are decided on together.
   */
  private static final DispatchPolicy POLICY =
      DispatchPolicy.named("bench").window(Duration.ofSeconds(2)).windowMax(Duration.ZERO).build();

  private static final String TOPICS = "bench-";

  /** Requests that come later in a window could miss its end. */
  private static final Duration ROOM = Duration.ofMillis(1_000);

  private static final Duration OFFERS_BOUND = Duration.ofSeconds(10);

  private final int requests;
  private final Stages stages = new Stages();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final Riders riders;
  private final Decisions decisions;
  private final OfferWatch offers;

  WindowBench(Town town, BenchEngines engines, int requests, int drivers, long seed)
      throws Exception {
    this.requests = requests;
    KafkaSettings settings = new KafkaSettings(engines.kafka(), TOPICS);
    Producer<String, byte[]> producer = opened(new KafkaProducer<>(settings.producer()));
    Desk desk = new Desk(town, settings, producer);
    desk.createTopics();
    SupplyShards shards = opened(SupplyShards.connect(engines.redis()));
    opened(new Cars(town, new RedisSupplyWriter(shards), drivers, seed)).start();
    desk.onDuty(drivers);
    this.riders = new Riders(town, settings, producer, seed + 1);
    this.decisions = opened(new Decisions(settings, town));
    this.offers = opened(new OfferWatch(settings, town).start());
    DispatchWorker worker =
        desk.startWorker(
            POLICY,
            stages.timed(new RedisSupplySearch(shards, town.markets(), Clock.systemUTC())),
            stages.timed(town.roads()));
    opened(worker);
  }

  private <T extends AutoCloseable> T opened(T resource) {
    opened.add(resource);
    return resource;
  }

  /** Measures so many windows after the warm-up; those that were cut in two do not count. */
  List<Measured> run(int warmUp, int windows, Consumer<Measured> each) throws Exception {
    for (int i = 0; i < warmUp; i++) {
      next();
    }
    List<Measured> measured = new ArrayList<>();
    for (int tries = 0; measured.size() < windows && tries < 2 * windows; tries++) {
      next()
          .ifPresent(
              window -> {
                measured.add(window);
                each.accept(window);
              });
    }
    return measured;
  }

  private Optional<Measured> next() throws InterruptedException {
    awaitRoom();
    stages.take();
    List<TripSnapshot> trips = riders.ask(requests);
    List<Window> windows = decisions.await(trips);
    Optional<Measured> measured =
        windows.size() == 1 ? Optional.of(measure(windows.get(0))) : Optional.empty();
    riders.giveUp(trips);
    return measured;
  }

  private Measured measure(Window window) throws InterruptedException {
    long deadline = System.nanoTime() + OFFERS_BOUND.toNanos();
    while (offers.seen(window.tickMs()).offers() < window.offers()) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException("offers of a committed decision cannot be read");
      }
      Thread.sleep(1);
    }
    Seen seen = offers.seen(window.tickMs());
    Taken taken = stages.take();
    return new Measured(
        seen.offers(),
        seen.lastSeenAtMs() - window.tickMs(),
        taken.supplyMs(),
        taken.etasMs(),
        seen.firstSentAtMs() - taken.lastAnswerMs(),
        seen.lastSeenAtMs() - seen.firstSentAtMs());
  }

  /** All requests shall be taken in before the next tick. */
  private static void awaitRoom() throws InterruptedException {
    long windowMs = POLICY.window().toMillis();
    long toTick = windowMs - Math.floorMod(System.currentTimeMillis(), windowMs);
    if (toTick < ROOM.toMillis()) {
      Thread.sleep(toTick + 1);
    }
  }

  @Override
  public void close() throws Exception {
    for (int i = opened.size() - 1; i >= 0; i--) {
      opened.get(i).close();
    }
  }
}
