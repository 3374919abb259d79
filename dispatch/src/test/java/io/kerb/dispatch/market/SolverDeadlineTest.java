package io.kerb.dispatch.market;

import static io.kerb.dispatch.market.TinyCity.MARKET;
import static io.kerb.dispatch.market.TinyCity.POLICY;
import static io.kerb.dispatch.market.TinyCity.STANDARD;
import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.dispatch.api.OfferSigner;
import io.kerb.dispatch.matching.Decision;
import io.kerb.dispatch.matching.SolvedBy;
import io.kerb.dispatch.matching.SolverClock;
import io.kerb.dispatch.policy.Rematching;
import java.time.Duration;
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

  @Test
  void aRoundThatIsInTimeWithoutTheCarsOnTheirWaySaysSo() {
    city.policy =
        POLICY.toBuilder()
            .rematching(new Rematching(Duration.ofSeconds(5), Duration.ofSeconds(30), 5))
            .build();
    city.idleDriver(1, 5_000, STANDARD);
    city.request(1, 0);
    city.assign(1, 1);
    city.idleDriver(2, 400, STANDARD);
    city.request(2, 900);
    int[] searches = {0};

    Outcome late = roundWith(budget -> searches[0]++ == 0 ? () -> true : () -> false);

    assertThat(late.decisions())
        .extracting(Decision::solvedBy)
        .containsExactly(SolvedBy.OPTIMAL_WITHOUT_CARS_ON_THEIR_WAY);
    assertThat(late.decisions()).allMatch(Decision::isLate);
  }

  @Test
  void aRoundWhoseSolverIsLateLeavesTheCarsOnTheirWayAloneAndGivesTheIdleToWhoWaits() {
    city.policy =
        POLICY.toBuilder()
            .rematching(new Rematching(Duration.ofSeconds(5), Duration.ofSeconds(30), 5))
            .build();
    city.idleDriver(1, 5_000, STANDARD);
    city.request(1, 0);
    city.assign(1, 1);
    // Nearer to who has a car than to who waits.
    city.idleDriver(2, 400, STANDARD);
    city.request(2, 900);

    Outcome late = roundWith(budget -> () -> true);

    assertThat(late.offers())
        .singleElement()
        .matches(offer -> offer.trip().equals(TinyCity.trip(2)))
        .matches(offer -> offer.driver().equals(TinyCity.driver(2)));
    assertThat(late.exchanges()).isEmpty();
  }

  private Outcome roundWith(SolverClock clock) {
    return new MarketDecider(MARKET, new OfferSigner(new byte[32]), city.policy, clock)
        .window(city.state, city.search, city.policy, Scope.EVERYBODY, city.now);
  }

  private Outcome windowWith(SolverClock clock) {
    return new MarketDecider(MARKET, new OfferSigner(new byte[32]), POLICY, clock)
        .window(city.state, city.search, POLICY, Scope.WAITING, city.now);
  }
}
