package io.kerb.bench.window;

import io.kerb.bench.town.MarketLog;
import io.kerb.bench.town.Town;
import io.kerb.dispatch.api.DispatchTopics;
import io.kerb.dispatch.wire.DecisionRecord;
import io.kerb.runtime.kafka.KafkaSettings;
import io.kerb.trip.wire.TripSnapshot;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the dispatcher decided of each request. */
final class Decisions implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMillis(50);
  private static final Duration BOUND = Duration.ofSeconds(60);

  private final MarketLog<DecisionRecord> log;

  /**
   * One window.
   *
   * @param tickMs when it began
   */
  record Window(long tickMs, int requests, int offers) {}

  Decisions(KafkaSettings settings, Town town) {
    this.log = new MarketLog<>(settings, DispatchTopics.DECISIONS, town, DecisionRecord.parser());
  }

  /**
   * Waits until each trip was decided for the first time; the windows that this took.
   *
   * @throws IllegalStateException if it took more than a minute
   */
  List<Window> await(List<TripSnapshot> trips) {
    Set<String> open =
        trips.stream().map(TripSnapshot::getTripId).collect(Collectors.toCollection(HashSet::new));
    Map<Long, Window> windows = new HashMap<>();
    long deadline = System.nanoTime() + BOUND.toNanos();
    while (!open.isEmpty()) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException(
            open.size() + " requests were not decided within " + BOUND.toSeconds() + " s");
      }
      log.read(
          PATIENCE,
          (record, seenAt) -> {
            DecisionRecord decision = log.parse(record);
            if (open.remove(decision.getTripId())) {
              windows.merge(decision.getDecidedAtMs(), window(decision), Decisions::sum);
            }
          });
    }
    return List.copyOf(windows.values());
  }

  private static Window window(DecisionRecord decision) {
    return new Window(decision.getDecidedAtMs(), 1, decision.getOfferId().isEmpty() ? 0 : 1);
  }

  private static Window sum(Window a, Window b) {
    return new Window(a.tickMs, a.requests + b.requests, a.offers + b.offers);
  }

  @Override
  public void close() {
    log.close();
  }
}
