package io.kerb.dispatch.market;

import static io.kerb.dispatch.market.TinyCity.STANDARD;
import static io.kerb.dispatch.market.TinyCity.XL;
import static io.kerb.dispatch.market.TinyCity.driver;
import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.dispatch.candidate.Filter;
import io.kerb.dispatch.candidate.Rejected;
import io.kerb.dispatch.market.MarketCommand.DeclineOffer;
import io.kerb.dispatch.market.MarketCommand.SetDuty;
import io.kerb.dispatch.matching.Decision;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CandidateRulesTest {
  private final TinyCity city = new TinyCity();

  @Test
  void aDecisionSaysWhyEachDriverNearbyWasPassedOver() {
    city.idleDriver(1, 100, STANDARD);
    city.run(new SetDuty(driver(1), false, Set.of()));
    city.idleDriver(2, 100, XL);
    city.idleDriver(3, 100, STANDARD);
    city.request(30, 0);
    city.assign(30, 3);
    city.idleDriver(4, 100, STANDARD);
    city.request(40, 100);
    city.window();
    city.idleDriver(5, 100, STANDARD);
    city.idleDriver(7, 100, STANDARD);
    city.blocked = Set.of(driver(7));
    city.request(1, 0);
    city.window();
    city.run(new DeclineOffer(driver(5), city.offerOf(1).orElseThrow().offer()));
    city.now = city.now.plusSeconds(31);
    for (long id = 1; id <= 7; id++) {
      city.car(id, 100);
    }
    city.now = city.now.minusSeconds(31);
    city.idleDriver(6, 100, STANDARD);
    city.now = city.now.plusSeconds(31);

    Decision decision =
        city.window().decisions().stream()
            .filter(d -> d.trip().equals(TinyCity.trip(1)))
            .findFirst()
            .orElseThrow();

    Map<Long, Filter> why =
        decision.rejected().stream()
            .collect(Collectors.toMap(r -> r.driver().value(), Rejected::filter));
    assertThat(why)
        .containsOnly(
            Map.entry(1L, Filter.OFF_DUTY),
            Map.entry(2L, Filter.PRODUCT),
            Map.entry(3L, Filter.ENGAGED),
            Map.entry(4L, Filter.OPEN_OFFER),
            Map.entry(5L, Filter.REFUSED),
            Map.entry(6L, Filter.STALE),
            Map.entry(7L, Filter.BLOCKED));
  }

  @Test
  void theSearchWidensUntilItFindsSomebody() {
    city.idleDriver(1, 4_900, STANDARD);
    city.idleDriver(2, 5_100, STANDARD);
    city.request(1, 0);

    Decision decision = city.window().decisions().get(0);

    assertThat(decision.candidates())
        .singleElement()
        .matches(w -> w.candidate().driver().equals(driver(1)));
  }

  @Test
  void aPickupThatTakesTooLongIsNotOffered() {
    TinyCity slow =
        new TinyCity() {
          @Override
          int[] etas(Question question) {
            return new int[] {901, io.kerb.eta.api.PickupEtas.UNREACHABLE};
          }
        };
    slow.idleDriver(1, 100, STANDARD);
    slow.idleDriver(2, 200, STANDARD);
    slow.request(1, 0);

    Decision decision = slow.window().decisions().get(0);

    assertThat(decision.rejected().stream().map(Rejected::filter))
        .containsExactlyInAnyOrder(Filter.TOO_FAR, Filter.UNREACHABLE);
    assertThat(decision.offer()).isEmpty();
  }

  @Test
  void noMoreThanTheNearestAreWeighed() {
    for (int id = 1; id <= 25; id++) {
      city.idleDriver(id, id * 10, STANDARD);
    }
    city.request(1, 0);

    Decision decision = city.window().decisions().get(0);

    assertThat(decision.candidates()).hasSize(TinyCity.POLICY.candidatesMax());
    assertThat(decision.rejected())
        .hasSize(5)
        .allMatch(r -> r.filter() == Filter.NOT_AMONG_NEAREST && r.distanceM() > 200);
  }
}
