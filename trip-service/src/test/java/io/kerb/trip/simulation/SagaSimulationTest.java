package io.kerb.trip.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.kerb.trip.exchange.CarryOutExchange;
import io.kerb.trip.simulation.SagaSimulation.Result;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Sagas, sweeps and clients over stores that time out, apply late and crash, in an order that the
 * seed decides. Set {@code -Dkerb.simulation.first} and {@code .seeds} to replay or go on.
 */
final class SagaSimulationTest {
  private static final long FIRST = Long.getLong("kerb.simulation.first", 1);
  private static final long SEEDS = Long.getLong("kerb.simulation.seeds", 300);

  @BeforeAll
  static void quiet() {
    // Thousands of planned failures.
    ((Logger) LoggerFactory.getLogger("io.kerb.trip")).setLevel(Level.ERROR);
  }

  @Test
  void no_seed_breaks_an_invariant() {
    long trips = 0;
    long faults = 0;
    long reliefs = 0;
    long nextTrips = 0;
    Map<CarryOutExchange.Result, Integer> exchanges = new EnumMap<>(CarryOutExchange.Result.class);
    for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
      try {
        Result result = SagaSimulation.run(seed);
        trips += result.trips();
        faults += result.faults();
        reliefs += result.reliefs();
        nextTrips += result.nextTrips();
        result.exchanges().forEach((how, often) -> exchanges.merge(how, often, Integer::sum));
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
    // A simulation in which nothing happens proves nothing.
    assertThat(trips).isGreaterThan(SEEDS * 3);
    assertThat(faults).isGreaterThan(SEEDS * 10);
    assertThat(reliefs).isGreaterThan(SEEDS);
    assertThat(nextTrips).isGreaterThan(SEEDS);
    assertThat(exchanges.getOrDefault(CarryOutExchange.Result.DONE, 0))
        .isGreaterThan((int) SEEDS / 3);
    assertThat(exchanges).containsKeys(CarryOutExchange.Result.values());
  }
}
