package io.kerb.bench.takeover;

import io.kerb.bench.town.MarketLog;
import io.kerb.bench.town.Town;
import io.kerb.dispatch.api.DispatchTopics;
import io.kerb.dispatch.wire.DecisionRecord;
import io.kerb.dispatch.wire.MarketSummary;
import io.kerb.dispatch.wire.OfferEvent;
import io.kerb.runtime.kafka.KafkaSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Everything that a market's dispatchers committed, in the log's order. Each of their transactions
 * holds a summary that bears its writer's name.
 */
final class Ledger implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMillis(5);

  private final MarketLog<OfferEvent> offers;
  private final MarketLog<DecisionRecord> decisions;
  private final MarketLog<MarketSummary> summaries;
  private final List<Summary> said = new ArrayList<>();
  private final Map<String, Set<String>> decidedBy = new HashMap<>();
  private final Map<String, Long> openOffers = new HashMap<>();
  private final Map<Long, String> offerOf = new HashMap<>();
  private final Map<String, Long> closedAtMs = new HashMap<>();
  private int doubleOffers;
  private int saidBeforeFault;

  /**
   * @param by the writer
   * @param seenAtMs when it was read here
   */
  record Summary(String by, int openRequests, long seenAtMs) {}

  Ledger(KafkaSettings settings, Town town) {
    this.offers = new MarketLog<>(settings, DispatchTopics.OFFER_EVENTS, town, OfferEvent.parser());
    this.decisions =
        new MarketLog<>(settings, DispatchTopics.DECISIONS, town, DecisionRecord.parser());
    this.summaries =
        new MarketLog<>(settings, DispatchTopics.MARKET_STATE, town, MarketSummary.parser());
  }

  void read() {
    summaries.read(
        PATIENCE,
        (record, seenAt) -> {
          MarketSummary summary = summaries.parse(record);
          said.add(new Summary(summary.getPolicyVersion(), summary.getOpenRequestCount(), seenAt));
        });
    decisions.read(
        PATIENCE,
        (record, seenAt) -> {
          DecisionRecord decision = decisions.parse(record);
          decidedBy
              .computeIfAbsent(decision.getPolicyVersion(), by -> new HashSet<>())
              .add(decision.getTripId());
        });
    offers.read(PATIENCE, (record, seenAt) -> see(offers.parse(record)));
  }

  private void see(OfferEvent event) {
    if (event.hasMade()) {
      String other = offerOf.put(event.getDriverId(), event.getOfferId());
      if (other != null) {
        doubleOffers++;
      }
      openOffers.put(event.getOfferId(), event.getDriverId());
    } else {
      openOffers.remove(event.getOfferId());
      offerOf.remove(event.getDriverId(), event.getOfferId());
      closedAtMs.put(event.getOfferId(), event.getOccurredAtMs());
    }
  }

  /** What is read from now on came after it, or was on its way. */
  void fault() {
    saidBeforeFault = said.size();
  }

  /** Since the fault. */
  Optional<Summary> findFirstBy(String writer) {
    return saidSinceFault().filter(summary -> summary.by().equals(writer)).findFirst();
  }

  private Stream<Summary> saidSinceFault() {
    return said.stream().skip(saidBeforeFault);
  }

  Optional<Summary> findLast() {
    return said.isEmpty() ? Optional.empty() : Optional.of(said.get(said.size() - 1));
  }

  /**
   * Transactions of the former owner that stand in the log behind the successor's first.
   *
   * @param untilMs when the successor gave the market away: later ones may be the former's by right
   */
  long countBehind(String successor, String former, long untilMs) {
    return saidSinceFault()
        .filter(summary -> summary.seenAtMs() < untilMs)
        .dropWhile(summary -> !summary.by().equals(successor))
        .filter(summary -> summary.by().equals(former))
        .count();
  }

  /** Trips that this one decided on. */
  Set<String> decidedBy(String writer) {
    return decidedBy.getOrDefault(writer, Set.of());
  }

  Set<String> openOffers() {
    return Set.copyOf(openOffers.keySet());
  }

  Optional<Long> findClosedAtMs(String offer) {
    return Optional.ofNullable(closedAtMs.get(offer));
  }

  /** Offers that were made to a driver who had one. */
  int doubleOffers() {
    return doubleOffers;
  }

  @Override
  public void close() {
    offers.close();
    decisions.close();
    summaries.close();
  }
}
