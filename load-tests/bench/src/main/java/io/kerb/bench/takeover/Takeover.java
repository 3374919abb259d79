package io.kerb.bench.takeover;

import io.kerb.bench.engines.BenchEngines;
import io.kerb.bench.takeover.Ledger.Summary;
import io.kerb.bench.town.Cars;
import io.kerb.bench.town.Desk;
import io.kerb.bench.town.Riders;
import io.kerb.bench.town.Town;
import io.kerb.location.index.adapter.RedisSupplyWriter;
import io.kerb.location.index.adapter.SupplyShards;
import io.kerb.runtime.kafka.KafkaSettings;
import io.kerb.trip.wire.TripSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;

/** One market with two dispatchers, of which one fails while requests wait and offers are open. */
final class Takeover implements AutoCloseable {
  private static final Duration STOPPED = Duration.ofSeconds(30);
  private static final Duration AFTER_WAKING = Duration.ofSeconds(10);
  private static final Duration SETTLED = Duration.ofSeconds(5);
  private static final Duration BOUND = Duration.ofSeconds(90);

  /** Half of the requests get an offer at once, the others wait. */
  private static final int REQUESTS_PER_DRIVER = 2;

  private final int requests;
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final Riders riders;
  private final Ledger ledger;
  private final WorkerProcess first;
  private final WorkerProcess second;

  /** What is done to the owner. */
  enum Kind {
    KILL,
    STOP
  }

  /**
   * @param takeoverS from the fault to the successor's first transaction, as others read it
   * @param lost requests that the successor never decided on
   * @param freedS from the fault until the last offer that was open then was closed
   * @param lateRecords transactions of the failed one behind the successor's first
   */
  record Run(
      String kind,
      double takeoverS,
      int lost,
      int doubleOffers,
      int offersOpen,
      double freedS,
      long lateRecords) {}

  Takeover(Town town, BenchEngines engines, String topics, int requests) throws Exception {
    this.requests = requests;
    int drivers = Math.max(1, requests / REQUESTS_PER_DRIVER);
    KafkaSettings settings = new KafkaSettings(engines.kafka(), topics);
    Producer<String, byte[]> producer = opened(new KafkaProducer<>(settings.producer()));
    Desk desk = new Desk(town, settings, producer);
    desk.createTopics();
    SupplyShards shards = opened(SupplyShards.connect(engines.redis()));
    opened(new Cars(town, new RedisSupplyWriter(shards), drivers, 1)).start();
    desk.onDuty(drivers);
    this.riders = new Riders(town, settings, producer, topics.hashCode());
    this.ledger = opened(new Ledger(settings, town));
    this.first = opened(new WorkerProcess("first", topics, town, engines));
    this.second = opened(new WorkerProcess("second", topics, town, engines));
  }

  private <T extends AutoCloseable> T opened(T resource) {
    opened.add(resource);
    return resource;
  }

  Run run(Kind kind) throws Exception {
    await("both dispatchers to start", () -> first.isStarted() && second.isStarted());
    await("one of them to own the market", () -> first.owns() != second.owns());
    // A second member that joins late moves the market once more.
    pause(SETTLED);
    await("one of them to own the market", () -> first.owns() != second.owns());
    List<TripSnapshot> trips = riders.ask(requests);
    await(
        "open requests and offers",
        () ->
            ledger.findLast().filter(last -> last.openRequests() == requests).isPresent()
                && !ledger.openOffers().isEmpty());
    WorkerProcess owner = first.owns() ? first : second;
    WorkerProcess other = first.owns() ? second : first;
    return fail(kind, owner, other, trips);
  }

  private Run fail(Kind kind, WorkerProcess owner, WorkerProcess other, List<TripSnapshot> trips)
      throws Exception {
    Set<String> open = ledger.openOffers();
    ledger.fault();
    long failedAtMs = System.currentTimeMillis();
    switch (kind) {
      case KILL -> owner.kill();
      case STOP -> owner.signal("STOP");
    }
    await("the successor's first transaction", () -> ledger.findFirstBy(other.name()).isPresent());
    Summary taken = ledger.findFirstBy(other.name()).orElseThrow();
    Set<String> lost = new HashSet<>(trips.stream().map(TripSnapshot::getTripId).toList());
    if (kind == Kind.STOP) {
      pause(STOPPED.minusMillis(System.currentTimeMillis() - failedAtMs));
      owner.signal("CONT");
      pause(AFTER_WAKING);
    }
    awaitOrGiveUp(
        () ->
            ledger.decidedBy(other.name()).containsAll(lost)
                && open.stream().allMatch(offer -> ledger.findClosedAtMs(offer).isPresent()));
    lost.removeAll(ledger.decidedBy(other.name()));
    return new Run(
        kind.name().toLowerCase(Locale.ROOT),
        (taken.seenAtMs() - failedAtMs) / 1000.0,
        lost.size(),
        ledger.doubleOffers(),
        open.size(),
        freedS(open, failedAtMs),
        ledger.countBehind(other.name(), owner.name(), other.gaveAwayAtMs()));
  }

  private double freedS(Set<String> offers, long failedAtMs) {
    return offers.stream()
            .mapToLong(offer -> ledger.findClosedAtMs(offer).orElse(Long.MAX_VALUE) - failedAtMs)
            .max()
            .orElse(0)
        / 1000.0;
  }

  private void await(String what, BooleanSupplier condition) throws InterruptedException {
    if (!awaitOrGiveUp(condition)) {
      throw new IllegalStateException("waited " + BOUND.toSeconds() + " s in vain for " + what);
    }
  }

  private boolean awaitOrGiveUp(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + BOUND.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        return false;
      }
      ledger.read();
    }
    return true;
  }

  private void pause(Duration time) throws InterruptedException {
    long deadline = System.nanoTime() + time.toNanos();
    while (System.nanoTime() - deadline < 0) {
      ledger.read();
    }
  }

  @Override
  public void close() throws Exception {
    for (int i = opened.size() - 1; i >= 0; i--) {
      opened.get(i).close();
    }
  }
}
