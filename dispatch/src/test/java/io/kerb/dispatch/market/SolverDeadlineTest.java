package io.kerb.dispatch.market;

import static io.kerb.dispatch.market.TinyCity.MARKET;
import static io.kerb.dispatch.market.TinyCity.POLICY;
import static io.kerb.dispatch.market.TinyCity.STANDARD;
import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.dispatch.api.OfferSigner;
import io.kerb.dispatch.matching.Decision;
import io.kerb.dispatch.matching.SolvedBy;
import io.kerb.dispatch.matching.SolverClock;
import org.junit.jupiter.api.Test;

class SolverDeadlineTest {
  private final TinyCity city = new TinyCity();

  @Test
  void aWindowWhoseSolverIsLateMakesItsOffersAndSaysSo() {
    // Both riders' nearest is driver 1: the optimal solver has something to think about.
    city.idleDriver(1, 100, STANDARD);
    city.idleDriver(2, 900, STANDARD);
    city.request(1, 0);
    city.request(2, 50);

    assertThat(windowWith(SolverClock.PATIENT).decisions())
        .extracting(Decision::solvedBy)
        .containsOnly(SolvedBy.OPTIMAL);
    Outcome late = windowWith(budget -> () -> true);
    assertThat(late.decisions())
        .extracting(Decision::solvedBy)
        .containsOnly(SolvedBy.GREEDY_AFTER_DEADLINE);
    assertThat(late.offers()).hasSize(2);
  }

  private Outcome windowWith(SolverClock clock) {
    return new MarketDecider(MARKET, new OfferSigner(new byte[32]), POLICY, clock)
        .window(city.state, city.search, POLICY, Scope.WAITING, city.now);
  }
}
