package io.kerb.trip.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kerb.location.api.MarketId;
import io.kerb.trip.aggregate.TripCommand;
import io.kerb.trip.sample.MemoryPickupTimes;
import io.kerb.trip.sample.SampleQuotes;
import io.kerb.trip.sample.SampleTrips;
import io.kerb.trip.store.PickupTimeRows.Sums;
import io.kerb.trip.store.StoredEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class PickupTimesTest {
  private static final Instant HOUR = SampleTrips.T0.truncatedTo(ChronoUnit.HOURS);

  private boolean down;
  private final MemoryPickupTimes rows =
      new MemoryPickupTimes() {
        @Override
        public void put(MarketId market, Instant hour, UUID run, Sums all) {
          if (down) {
            throw new IllegalStateException("down");
          }
          super.put(market, hour, run, all);
        }
      };
  private final PickupTimes times = new PickupTimes(rows, new UUID(0, 1));

  @Test
  void what_counts_is_from_the_request_to_the_arrival_whoever_came() {
    SampleTrips life = SampleTrips.requested().after(Duration.ofSeconds(60)).accepted();
    life.after(Duration.ofSeconds(60))
        .must(new TripCommand.Unassign("flat tyre"), SampleTrips.BY_OPERATOR);
    tell(times, comesAfterAll(life, 180));
    times.write(SampleTrips.T0);
    assertThat(learned()).isEqualTo(new Sums(1, 300, 90_000));
  }

  @Test
  void runs_add_up_and_what_was_written_is_replaced() {
    tell(times, arrivedAfter(100));
    times.write(SampleTrips.T0);
    tell(times, arrivedAfter(200));
    times.write(SampleTrips.T0);
    PickupTimes otherRun = new PickupTimes(rows, new UUID(0, 2));
    tell(otherRun, arrivedAfter(300));
    otherRun.write(SampleTrips.T0);
    assertThat(learned()).isEqualTo(new Sums(3, 600, 140_000));
  }

  @Test
  void who_waited_very_long_counts_an_hour() {
    tell(times, arrivedAfter(20_000));
    times.write(SampleTrips.T0);
    assertThat(learned().sumS()).isEqualTo(3_600);
  }

  @Test
  void what_could_not_be_written_is_written_later_and_old_hours_are_forgotten() {
    tell(times, arrivedAfter(100));
    down = true;
    Instant later = SampleTrips.T0.plus(Duration.ofHours(9));
    assertThatThrownBy(() -> times.write(later)).hasMessage("down");
    down = false;
    times.write(later);
    assertThat(learned().pickups()).isEqualTo(1);

    // Forgotten in memory by now: a latecomer begins a new sum, which must not happen before.
    times.write(later);
    tell(times, arrivedAfter(200));
    times.write(later);
    assertThat(learned()).isEqualTo(new Sums(1, 200, 40_000));
  }

  private Sums learned() {
    return rows.findSums(SampleQuotes.MARKET, HOUR);
  }

  private static SampleTrips arrivedAfter(int seconds) {
    return SampleTrips.requested().accepted().after(Duration.ofSeconds(seconds)).arrived();
  }

  private static SampleTrips comesAfterAll(SampleTrips life, int seconds) {
    io.kerb.trip.aggregate.Actor other =
        new io.kerb.trip.aggregate.Actor.Driver(new io.kerb.location.api.DriverId(77));
    return life.must(new TripCommand.Accept("again", life.trip().version()), other)
        .after(Duration.ofSeconds(seconds))
        .must(new TripCommand.Arrive(), other);
  }

  private static void tell(PickupTimes times, SampleTrips life) {
    life.log().forEach((StoredEvent event) -> times.follow(event));
  }
}
