package io.kerb.dispatch.market;

import static io.kerb.dispatch.market.TinyCity.STANDARD;
import static io.kerb.dispatch.market.TinyCity.XL;
import static io.kerb.dispatch.market.TinyCity.driver;
import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.dispatch.matching.Decision;
import io.kerb.dispatch.matching.Decision.Weighed;
import io.kerb.dispatch.policy.DispatchPolicy;
import io.kerb.dispatch.policy.Substitute;
import io.kerb.dispatch.request.TripChanged.Cause;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who gets the ride where the nearest is not simply the best. Cars drive 10 m/s. */
class CostRulesTest {
  private final TinyCity city = new TinyCity();

  @Test
  void ofTwoEquallyNearTheLongerIdleGetsTheRide() {
    city.policy = TinyCity.POLICY.toBuilder().idleCreditPerS(0.1).build();
    idle(2, 500, Duration.ofSeconds(60));
    idle(1, -500, Duration.ZERO);
    city.request(9, 0);

    city.window();

    assertThat(city.offerOf(9).orElseThrow().driver()).isEqualTo(driver(2));
  }

  @Test
  void idlenessCountsFromTheEndOfTheLastRide() {
    city.policy = TinyCity.POLICY.toBuilder().idleCreditPerS(0.1).build();
    idle(1, -500, Duration.ofHours(1));
    city.request(8, 0);
    city.assign(8, 1);
    city.idleDriver(2, 500, STANDARD);
    city.pass(Duration.ofMinutes(10));
    city.end(8, Cause.COMPLETED);
    city.pass(Duration.ofSeconds(20));
    city.car(1, -500);
    city.car(2, 500);
    city.request(9, 0);

    city.window();

    assertThat(city.offerOf(9).orElseThrow().driver()).isEqualTo(driver(2));
  }

  /** An hour idle is worth 30 s: 300 m. */
  @ParameterizedTest
  @CsvSource({"780, 2", "820, 1"})
  void idlenessIsWorthNoMoreThanItsBound(int meters, long chosen) {
    city.policy =
        TinyCity.POLICY.toBuilder().idleCreditPerS(1).idleCreditMax(Duration.ofSeconds(30)).build();
    idle(2, meters, Duration.ofHours(1));
    idle(1, 500, Duration.ZERO);
    city.request(9, 0);

    city.window();

    assertThat(city.offerOf(9).orElseThrow().driver()).isEqualTo(driver(chosen));
  }

  @Test
  void withoutTheRuleTheNearerGoesHoweverLongTheOtherWaited() {
    idle(2, 501, Duration.ofHours(1));
    idle(1, 490, Duration.ZERO);
    city.request(9, 0);

    city.window();

    assertThat(city.offerOf(9).orElseThrow().driver()).isEqualTo(driver(1));
  }

  @Test
  void aDriverOfAnotherProductComesOnceTheRiderHasWaited() {
    city.policy = vansForCars(60, 120);
    city.idleDriver(2, 4_000, XL);
    city.request(9, 0);
    assertThat(city.window().offers()).isEmpty();

    city.pass(Duration.ofSeconds(60));
    city.car(2, 4_000);
    Decision decision = city.window().decisions().get(0);

    assertThat(city.offerOf(9).orElseThrow().driver()).isEqualTo(driver(2));
    Weighed weighed = decision.candidates().get(0);
    assertThat(weighed.candidate().substitute().orElseThrow().by()).isEqualTo(XL);
    // 400 s of driving and 120 s for the wrong product, less half of the rider's minute.
    assertThat(weighed.costMs()).isEqualTo(400_000 + 120_000 - 30_000);
  }

  @ParameterizedTest
  @CsvSource({"1600, 1", "1800, 2"})
  void aSubstituteIsTakenOnlyIfNearerByItsExtraCost(int metersOfTheProper, long chosen) {
    city.policy = vansForCars(0, 120);
    city.idleDriver(1, metersOfTheProper, STANDARD);
    city.idleDriver(2, 500, XL);
    city.request(9, 0);

    city.window();

    assertThat(city.offerOf(9).orElseThrow().driver()).isEqualTo(driver(chosen));
  }

  @Test
  void whoLostTheirDriverGoesBeforeWhoAskedLater() {
    city.request(1, 0);
    city.assign(1, 5);
    city.pass(Duration.ofSeconds(60));
    city.request(2, 0);
    city.pass(Duration.ofSeconds(30));
    city.unassign(1);
    city.idleDriver(6, 100, STANDARD);

    city.window();

    assertThat(city.offerOf(1)).isPresent();
    assertThat(city.offerOf(2)).isEmpty();
  }

  private static DispatchPolicy vansForCars(int afterS, int extraS) {
    return TinyCity.POLICY.toBuilder()
        .substitutes(
            List.of(
                new Substitute(
                    STANDARD, XL, Duration.ofSeconds(afterS), Duration.ofSeconds(extraS))))
        .build();
  }

  /** On duty since so long, there, heard just now. */
  private void idle(long id, double meters, Duration since) {
    city.idleDriver(id, meters, STANDARD);
    city.pass(since);
    city.car(id, meters);
  }
}
