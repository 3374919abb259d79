package io.kerb.city.demand;

import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.city.life.GridTown;
import io.kerb.eta.api.Roads;
import io.kerb.location.api.LatLng;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DemandTest {
  private static final Places PLACES = new Places(townWithADenseCorner());

  private final Demand demand = new Demand(PLACES, 600, new SplittableRandom(4));

  /** The grid, and in one corner streets between its streets. */
  private static List<Roads.Road> townWithADenseCorner() {
    List<Roads.Road> roads = new ArrayList<>(new GridTown(25).listRoads());
    for (int i = 0; i < 30; i++) {
      double latitude = 10 + i * 0.0002;
      roads.add(
          new Roads.Road(
              "living_street",
              List.of(
                  new LatLng(latitude, 20),
                  new LatLng(latitude, 20.002),
                  new LatLng(latitude, 20.004))));
    }
    return roads;
  }

  @Test
  void riders_arrive_at_the_rate_asked_for_in_the_morning_and_less_at_night() {
    assertThat(perHour(8)).isBetween(570.0, 630.0);
    assertThat(perHour(3)).isLessThan(200);
  }

  private double perHour(int hour) {
    int riders = 20_000;
    double seconds =
        IntStream.range(0, riders).mapToDouble(i -> demand.untilNext(hour).toMillis() / 1e3).sum();
    return riders / seconds * 3_600;
  }

  @Test
  void the_densest_streets_are_the_first_hot_spot() {
    assertThat(PLACES.spots().get(0).metersTo(new LatLng(10.003, 20.002))).isLessThan(500);
  }

  @Test
  void mornings_go_to_the_centre_and_evenings_leave_it() {
    LatLng centre = PLACES.spots().get(0);
    List<Wish> morning = wishes(8);
    List<Wish> evening = wishes(18);
    assertThat(share(morning, wish -> wish.dropoff().metersTo(centre)))
        .isGreaterThan(1.3 * share(morning, wish -> wish.pickup().metersTo(centre)));
    assertThat(share(evening, wish -> wish.pickup().metersTo(centre)))
        .isGreaterThan(1.3 * share(evening, wish -> wish.dropoff().metersTo(centre)));
  }

  private List<Wish> wishes(int hour) {
    return IntStream.range(0, 2_000).mapToObj(i -> demand.next(hour)).toList();
  }

  private static double share(
      List<Wish> wishes, java.util.function.ToDoubleFunction<Wish> distance) {
    return (double) wishes.stream().filter(w -> distance.applyAsDouble(w) < 600).count()
        / wishes.size();
  }

  @Test
  void many_trips_are_short_and_none_goes_nowhere() {
    List<Wish> wishes = wishes(12);
    List<Double> meters = wishes.stream().map(w -> w.pickup().metersTo(w.dropoff())).toList();
    assertThat(meters).allMatch(m -> m >= 450);
    assertThat(meters.stream().filter(m -> m <= 1_500).count()).isBetween(800L, 1_400L);
  }

  @Test
  void nobody_gets_in_on_the_motorway() {
    for (Wish wish : wishes(12)) {
      assertThat(wish.pickup().latitude()).isGreaterThan(9.999);
      assertThat(wish.dropoff().latitude()).isGreaterThan(9.999);
    }
  }

  @Test
  void an_errand_starts_beside_the_place_it_is_asked_for() {
    LatLng here = PLACES.anywhere(new SplittableRandom(1));
    for (int i = 0; i < 200; i++) {
      assertThat(demand.errandNear(here).pickup().metersTo(here)).isLessThanOrEqualTo(110);
    }
  }
}
