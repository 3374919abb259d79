package io.kerb.city.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.city.demand.Places;
import io.kerb.city.life.Tally.Count;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A whole town in virtual time. */
class CityLifeTest {
  private static final long SEED = 20_261_121;
  private final VirtualLoop loop = new VirtualLoop();
  private final FakeKerb kerb = new FakeKerb(loop);
  private final List<String> told = new ArrayList<>();
  private final List<Map<String, Object>> completed = new ArrayList<>();

  private City town(int drivers, double tripsPerHour, DriverHabits habits) {
    return town(new CitySize(drivers, tripsPerHour, SEED, 8, Optional.empty()), habits);
  }

  private City town(CitySize size, DriverHabits habits) {
    GridTown grid = new GridTown(20);
    return new City(
        loop,
        kerb,
        grid,
        new Places(grid.listRoads()),
        size,
        new City.CityMarket("town", List.of("standard", "xl")),
        habits,
        RiderHabits.usual(),
        (event, fields) -> {
          told.add(event + fields);
          if (event.equals("trip_completed")) {
            completed.add(fields);
          }
        });
  }

  private void assertNothingWrong() {
    assertThat(kerb.violations).as("seed %d", SEED).isEmpty();
  }

  @Test
  void riders_who_come_for_a_while_are_all_served_and_then_it_is_told() {
    CitySize size = new CitySize(60, 200, SEED, 8, Optional.of(Duration.ofMinutes(10)));
    City city = town(size, DriverHabits.usual());
    city.start();
    loop.run(Duration.ofMinutes(9));
    assertThat(city.waiting()).isPositive();
    assertThat(told).noneMatch(line -> line.startsWith("riders_served"));
    loop.run(Duration.ofMinutes(50));
    assertThat(told).filteredOn(line -> line.startsWith("riders_served")).hasSize(1);
    assertThat(city.waiting()).isZero();
    assertThat(city.tally().get(Count.REQUESTED)).isBetween(15L, 60L);
    assertNothingWrong();
  }

  @Test
  void in_the_long_run_nearly_all_requests_with_a_driver_in_reach_are_completed() {
    City city = town(60, 200, DriverHabits.usual());
    city.start();
    loop.run(Duration.ofMinutes(45));
    Tally tally = city.tally();
    assertNothingWrong();
    assertThat(tally.get(Count.REQUESTED)).isBetween(105L, 200L);
    double served =
        (double) tally.get(Count.COMPLETED_IN_REACH)
            / (tally.get(Count.WITH_DRIVER_IN_REACH) - city.waiting());
    assertThat(served).as("served, %s", tally.asMap()).isGreaterThan(0.93);
    assertThat(tally.get(Count.DECLINED)).isPositive();
    assertThat(tally.get(Count.IGNORED)).isPositive();
    assertThat(kerb.pathsUsed)
        .contains("GET /v/nearby", "POST /v/quotes", "POST /v/drivers/me/pings");
  }

  @Test
  void the_first_trip_is_completed_within_two_minutes() {
    City city = town(60, 200, DriverHabits.usual());
    city.start();
    loop.run(Duration.ofMinutes(3));
    assertNothingWrong();
    assertThat((Long) completed.get(0).get("elapsed_ms")).isLessThan(120_000);
  }

  @Test
  void drivers_on_duty_are_heard_at_least_every_ten_seconds() {
    City city = town(40, 100, new DriverHabits(0, 0, 0, 0, 0.5));
    city.start();
    loop.run(Duration.ofSeconds(20));
    for (int i = 0; i < 300; i++) {
      loop.run(Duration.ofSeconds(1));
      assertThat(kerb.oldestPing()).isLessThanOrEqualTo(Duration.ofSeconds(10));
    }
    assertNothingWrong();
  }

  @Test
  void when_drivers_cancel_often_riders_still_get_there() {
    City city = town(60, 150, new DriverHabits(0.2, 0.05, 0.4, 0, 0.5));
    city.start();
    loop.run(Duration.ofMinutes(25));
    assertNothingWrong();
    assertThat(city.tally().get(Count.DRIVER_CANCELED)).isPositive();
    assertThat(city.tally().get(Count.COMPLETED)).isGreaterThan(30);
  }

  @Test
  void riders_get_there_though_drivers_go_on_relieve_each_other_and_swap() {
    kerb.rematch();
    City city = town(25, 200, new DriverHabits(0.1, 0.05, 0.05, 0, 0.5));
    city.start();
    loop.run(Duration.ofMinutes(60));
    assertNothingWrong();
    assertThat(kerb.nextTrips).as("next trips").isGreaterThan(10);
    assertThat(kerb.reliefs).as("reliefs").isGreaterThan(10);
    assertThat(kerb.swaps).as("swaps").isGreaterThan(10);
    Tally tally = city.tally();
    assertThat(tally.get(Count.COMPLETED)).as("%s", tally.asMap()).isGreaterThan(80);
    assertThat(tally.errors("invalid_transition")).isLessThan(5);
    assertThat(tally.errors("current_trip_first")).isLessThan(5);
    // Nobody's trip is left lying about.
    Instant longAgo = loop.now().minus(Duration.ofMinutes(30));
    for (FakeKerb.Trip trip : kerb.trips()) {
      if (trip.requestedAt.isBefore(longAgo)) {
        assertThat(trip.status).isNotIn("accepted", "arriving", "in_progress");
      }
    }
  }

  @Test
  void open_trips_go_on_after_the_server_was_away() {
    City city = town(60, 200, new DriverHabits(0, 0, 0, 0, 0.5));
    city.start();
    loop.run(Duration.ofMinutes(5));
    Set<String> open = new HashSet<>();
    for (FakeKerb.Trip trip : kerb.trips()) {
      if (Set.of("accepted", "arriving", "in_progress").contains(trip.status)) {
        open.add(trip.id);
      }
    }
    assertThat(open).isNotEmpty();
    kerb.setDown(true);
    loop.run(Duration.ofSeconds(90));
    kerb.setDown(false);
    loop.run(Duration.ofMinutes(15));
    assertNothingWrong();
    for (FakeKerb.Trip trip : kerb.trips()) {
      if (open.contains(trip.id)) {
        assertThat(trip.status).isIn("completed", "rider_canceled");
      }
    }
  }

  @Test
  void a_new_run_of_the_city_finishes_the_trips_of_the_old_one() {
    City first = town(60, 200, new DriverHabits(0, 0, 0, 0, 0.5));
    first.start();
    loop.run(Duration.ofMinutes(5));
    long openBefore = first.drivers().stream().filter(d -> d.tripId().isPresent()).count();
    assertThat(openBefore).isPositive();
    first.close(() -> {});
    loop.run(Duration.ofSeconds(10));
    List<FakeKerb.Trip> open = new ArrayList<>();
    kerb.trips().forEach(open::add);
    open.removeIf(trip -> !Set.of("accepted", "arriving", "in_progress").contains(trip.status));

    City second = town(60, 200, new DriverHabits(0, 0, 0, 0, 0.5));
    second.start();
    loop.run(Duration.ofMinutes(20));
    assertThat(open).isNotEmpty();
    assertThat(open).allMatch(trip -> trip.status.matches("completed|rider_canceled"));
  }

  @Test
  void closing_takes_all_drivers_off_duty() {
    City city = town(30, 60, DriverHabits.usual());
    city.start();
    loop.run(Duration.ofMinutes(1));
    boolean[] left = {false};
    city.close(() -> left[0] = true);
    loop.run(Duration.ofSeconds(2));
    assertThat(left[0]).isTrue();
    assertThat(kerb.oldestPing()).as("no driver is on duty").isEqualTo(Duration.ZERO);
  }

  @Test
  void the_same_seed_lives_the_same_life() {
    City city = town(20, 100, DriverHabits.usual());
    city.start();
    loop.run(Duration.ofMinutes(20));
    CityLifeTest other = new CityLifeTest();
    City twin = other.town(20, 100, DriverHabits.usual());
    twin.start();
    other.loop.run(Duration.ofMinutes(20));
    assertThat(other.told).isEqualTo(told);
    assertThat(twin.tally().asMap()).isEqualTo(city.tally().asMap());
  }
}
