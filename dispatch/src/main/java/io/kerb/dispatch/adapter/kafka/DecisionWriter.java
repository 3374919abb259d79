package io.kerb.dispatch.adapter.kafka;

import io.kerb.dispatch.candidate.Rejected;
import io.kerb.dispatch.matching.Decision;
import io.kerb.dispatch.matching.Decision.Weighed;
import io.kerb.dispatch.wire.Candidate;
import io.kerb.dispatch.wire.DecisionRecord;
import io.kerb.location.api.MarketId;
import java.util.Locale;

/** The wire form of a decision. */
final class DecisionWriter {
  /** Most rejected drivers named in a record; all of them are counted. */
  private static final int REJECTED_MAX = 50;

  private static final double MS_PER_S = 1000.0;

  private DecisionWriter() {}

  static DecisionRecord write(Decision decision, MarketId market) {
    DecisionRecord.Builder wire =
        DecisionRecord.newBuilder()
            .setMarketId(market.value())
            .setTripId(decision.trip().toString())
            .setTripVersion(decision.tripVersion())
            .setWindow(decision.window())
            .setDecidedAtMs(decision.decidedAt().toEpochMilli())
            .setPolicyVersion(decision.policyVersion())
            .setWaitedMs(decision.waited().toMillis())
            .setRequestsInWindow(decision.requestsInWindow())
            .setSolver(decision.solvedBy().name().toLowerCase(Locale.ROOT))
            .setSupplyComplete(decision.supplyComplete());
    decision.chosen().ifPresent(driver -> wire.setChosenDriverId(driver.value()));
    decision.held().ifPresent(driver -> wire.setHeldDriverId(driver.value()));
    decision.offer().ifPresent(offer -> wire.setOfferId(offer.offer().text()));
    decision.exchange().ifPresent(exchange -> wire.setExchangeId(exchange.exchange()));
    decision.candidates().forEach(weighed -> wire.addCandidates(candidate(weighed)));
    decision.rejected().stream()
        .limit(REJECTED_MAX)
        .forEach(rejected -> wire.addCandidates(candidate(rejected)));
    for (Rejected rejected : decision.rejected()) {
      String filter = name(rejected);
      wire.putFiltered(filter, wire.getFilteredOrDefault(filter, 0) + 1);
    }
    return wire.build();
  }

  private static Candidate candidate(Weighed weighed) {
    return Candidate.newBuilder()
        .setDriverId(weighed.candidate().driver().value())
        .setPickupEtaS(weighed.candidate().pickupEtaS())
        .setDistanceM(weighed.candidate().distanceM())
        .setCost(weighed.costMs() / MS_PER_S)
        .setSubstituteProductId(
            weighed.candidate().substitute().map(rule -> rule.by().value()).orElse(""))
        .setSituation(weighed.candidate().situation().name().toLowerCase(Locale.ROOT))
        .build();
  }

  private static Candidate candidate(Rejected rejected) {
    return Candidate.newBuilder()
        .setDriverId(rejected.driver().value())
        .setDistanceM(rejected.distanceM())
        .setFilteredBy(name(rejected))
        .build();
  }

  private static String name(Rejected rejected) {
    return rejected.filter().name().toLowerCase(Locale.ROOT);
  }
}
