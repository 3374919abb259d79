package io.kerb.dispatch.adapter.kafka;

import io.kerb.dispatch.adapter.kafka.MarketRebuild.Rebuilt;
import io.kerb.dispatch.candidate.CandidateSearch;
import io.kerb.dispatch.market.Cadence;
import io.kerb.dispatch.market.Counters;
import io.kerb.dispatch.market.MarketCommand;
import io.kerb.dispatch.market.MarketDecider;
import io.kerb.dispatch.market.MarketState;
import io.kerb.dispatch.market.Outcome;
import io.kerb.dispatch.market.Scope;
import io.kerb.dispatch.matching.Decision;
import io.kerb.dispatch.offer.OfferEvent;
import io.kerb.dispatch.policy.DispatchPolicy;
import io.kerb.dispatch.policy.PolicyChanged;
import io.kerb.dispatch.policy.PolicyEvent;
import io.kerb.dispatch.request.TripChanged;
import io.kerb.location.api.Market;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One market that this process owns: takes its records in, decides, and writes what was decided.
 * Confined to the {@link DispatchWorker}'s thread.
 *
 * <p>Events are applied as they are decided and written at the end of the pass. If the write fails
 * in whatever way, the loop is thrown away with its state, and the log is read again: the only path
 * back from a failure is the one that a takeover walks, too.
 */
final class MarketLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MarketLoop.class);

  /** Counters and offsets that changed without an event are written this often. */
  private static final Duration SUMMARY_EVERY = Duration.ofSeconds(1);

  /** Also when nothing changed: it shows that somebody owns the market. */
  private static final Duration SUMMARY_AT_LEAST_EVERY = Duration.ofSeconds(15);

  private final Market market;
  private final MarketTopics topics;
  private final MarketDecider decider;
  private final CandidateSearch search;
  private final MarketJournal journal;

  private final MarketState state;
  private final TripOffsets tripOffsets;
  private Counters counters;
  private long tripPosition;
  private long commandPosition;

  private Outcome decided = Outcome.NOTHING;
  private boolean changed = true;
  private Instant writtenAt = Instant.EPOCH;
  private final Cadence cadence = new Cadence();

  MarketLoop(
      Market market,
      MarketTopics topics,
      MarketDecider decider,
      CandidateSearch search,
      MarketJournal journal,
      Rebuilt rebuilt,
      long commandPosition) {
    this.market = market;
    this.topics = topics;
    this.decider = decider;
    this.search = search;
    this.journal = journal;
    this.state = rebuilt.state();
    this.tripOffsets = rebuilt.offsets();
    this.counters = rebuilt.counters();
    this.tripPosition = rebuilt.tripPosition();
    this.commandPosition = commandPosition;
  }

  long tripPosition() {
    return tripPosition;
  }

  long commandPosition() {
    return commandPosition;
  }

  int openRequests() {
    return state.trips().open();
  }

  int openOffers() {
    return state.offers().open();
  }

  int driversOnDuty() {
    return state.fleet().onDuty();
  }

  /** Settles after each event: two of one trip in one batch must both have their consequences. */
  void take(TripChanged event, Instant now) {
    if (state.apply(event)) {
      counters = counters.count(event);
      tripOffsets.seen(event, tripPosition);
      Outcome settled = decider.settle(state, now);
      cadence.tell(event, settled, state);
      applied(settled);
    }
  }

  void take(MarketCommand command, Instant now) {
    applied(decider.decide(state, command, now));
  }

  /** The trip event at this offset was dealt with, one way or another. */
  void passedTrip(long offset) {
    tripPosition = offset + 1;
    changed = true;
  }

  void passedCommand(long offset) {
    commandPosition = offset + 1;
    changed = true;
  }

  /** What time brings, the window if it is due, and the write. */
  void pass(Instant now, ConsumerGroupMetadata member) {
    applied(decider.settle(state, now));
    DispatchPolicy policy = decider.policy(state);
    cadence.due(policy, now).ifPresent(scope -> applied(window(policy, scope, now)));
    if (isWriteDue(now)) {
      journal.write(
          decided,
          SummaryCodec.write(market.marketId(), state, counters, tripPosition, policy, now),
          offsets(),
          member);
      decided = Outcome.NOTHING;
      changed = false;
      writtenAt = now;
    }
  }

  /** Without the index or the road network there is no window; the requests wait for the next. */
  private Outcome window(DispatchPolicy policy, Scope scope, Instant now) {
    try {
      Outcome outcome = decider.window(state, search, policy, scope, now);
      if (outcome.decisions().stream().anyMatch(Decision::isLate)) {
        LOG.warn(
            "market {}: {} requests were matched greedily, the solver's {} were not enough",
            market.marketId(),
            outcome.decisions().size(),
            policy.solverBudget());
      }
      return outcome;
    } catch (RuntimeException e) {
      LOG.warn(
          "market {}: no window now, {} requests wait: {}",
          market.marketId(),
          state.trips().open(),
          e.toString());
      return Outcome.NOTHING;
    }
  }

  private void applied(Outcome outcome) {
    state.apply(outcome);
    for (OfferEvent event : outcome.offers()) {
      counters = counters.count(event);
    }
    for (PolicyEvent event : outcome.policies()) {
      if (event instanceof PolicyChanged changed) {
        LOG.info("market {}: {} by {}", market.marketId(), changed.policy(), changed.by());
      }
    }
    decided = decided.plus(outcome);
  }

  private boolean isWriteDue(Instant now) {
    Instant since = writtenAt.plus(changed ? SUMMARY_EVERY : SUMMARY_AT_LEAST_EVERY);
    return !decided.isEmpty() || !now.isBefore(since);
  }

  private Map<TopicPartition, OffsetAndMetadata> offsets() {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    offsets.put(topics.trips(), new OffsetAndMetadata(tripOffsets.committable(tripPosition)));
    offsets.put(topics.commands(), new OffsetAndMetadata(commandPosition));
    return offsets;
  }

  @Override
  public void close() {
    journal.close();
  }
}
