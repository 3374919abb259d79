package io.kerb.dispatch.market;

import static io.kerb.dispatch.market.TinyCity.STANDARD;
import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.dispatch.policy.DispatchPolicy;
import io.kerb.dispatch.policy.Rematching;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CadenceTest {
  private static final DispatchPolicy POLICY =
      DispatchPolicy.named("test")
          .window(Duration.ofSeconds(1))
          .windowMax(Duration.ofSeconds(3))
          .plenty(2)
          .rematching(Rematching.OFF)
          .build();

  private final Cadence cadence = new Cadence();

  @Test
  void eachWindowComesOnceAndEveryThirdIsForEveryWaitingRider() {
    assertThat(scopes(POLICY, 6))
        .containsExactly(
            Scope.WAITING, Scope.PLENTY, Scope.PLENTY, Scope.WAITING, Scope.PLENTY, Scope.PLENTY);
    assertThat(cadence.due(POLICY, second(5))).isEmpty();
  }

  @Test
  void carsOnTheirWayAreMatchedAnewWhenItIsTimeAndWhenOneWasRelieved() {
    DispatchPolicy rematching =
        POLICY.toBuilder()
            .rematching(new Rematching(Duration.ofSeconds(4), Duration.ZERO, 1))
            .build();
    assertThat(scopes(rematching, 5).get(4)).isEqualTo(Scope.EVERYBODY);

    TinyCity city = new TinyCity();
    city.request(1, 0);
    city.assign(1, 1);
    Outcome freed = city.replace(1, 2);
    assertThat(freed.statuses()).anyMatch(status -> !status.after().engaged());
    cadence.tell(city.trips.get(TinyCity.trip(1)), freed, city.state);

    assertThat(cadence.due(rematching, second(5))).contains(Scope.EVERYBODY);
    assertThat(cadence.due(rematching, second(6))).contains(Scope.WAITING);
  }

  @Test
  void aRoundIsALongWindowToo() {
    DispatchPolicy rematching =
        POLICY.toBuilder()
            .rematching(new Rematching(Duration.ofSeconds(3), Duration.ZERO, 1))
            .build();
    assertThat(scopes(rematching, 4))
        .containsExactly(Scope.EVERYBODY, Scope.PLENTY, Scope.PLENTY, Scope.EVERYBODY);
  }

  @Test
  void aStepOfAnExchangeFreesNobodyAndHurriesNothing() {
    TinyCity city = new TinyCity();
    city.policy =
        TinyCity.POLICY.toBuilder()
            .rematching(new Rematching(Duration.ofSeconds(60), Duration.ZERO, 2))
            .build();
    city.idleDriver(1, 0, STANDARD);
    city.idleDriver(2, 3_000, STANDARD);
    city.request(1, 3_000);
    city.request(2, 0);
    city.assign(1, 1);
    city.assign(2, 2);
    assertThat(cadence.due(city.policy, second(0))).contains(Scope.EVERYBODY);
    assertThat(city.round().exchanges()).hasSize(1);

    Outcome step = city.replace(1, 2);
    cadence.tell(city.trips.get(TinyCity.trip(1)), step, city.state);

    assertThat(cadence.due(city.policy, second(2))).contains(Scope.WAITING);
  }

  @Test
  void whoHasPlentyOfCarsAroundIsNotKeptWaiting() {
    TinyCity city = new TinyCity();
    city.policy = POLICY;
    city.idleDriver(1, 100, STANDARD);
    city.request(1, 0);
    assertThat(city.window(Scope.PLENTY)).isEqualTo(Outcome.NOTHING);

    city.idleDriver(2, 200, STANDARD);
    city.window(Scope.PLENTY);
    assertThat(city.offerOf(1)).isPresent();
  }

  private List<Scope> scopes(DispatchPolicy policy, int seconds) {
    List<Scope> scopes = new ArrayList<>();
    for (int i = 0; i < seconds; i++) {
      cadence.due(policy, second(i)).ifPresent(scopes::add);
    }
    return scopes;
  }

  private static Instant second(int second) {
    return Instant.ofEpochSecond(second);
  }
}
