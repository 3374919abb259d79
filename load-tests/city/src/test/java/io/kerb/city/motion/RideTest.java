package io.kerb.city.motion;

import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.eta.api.Route;
import io.kerb.location.api.LatLng;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RideTest {
  private static final LatLng START = new LatLng(10, 20);
  private static final LatLng CORNER = new LatLng(10, 20.02);
  private static final LatLng END = new LatLng(10.01, 20.02);
  private static final Route ROUTE =
      new Route(
          Math.round(START.metersTo(CORNER) + CORNER.metersTo(END)),
          330,
          List.of(START, CORNER, END));

  @Test
  void a_ride_takes_about_as_long_as_its_route_says() {
    double total = 0;
    for (int seed = 0; seed < 50; seed++) {
      Ride ride = new Ride(ROUTE, new SplittableRandom(seed));
      int seconds = 0;
      while (!ride.isOver()) {
        ride.advance(Duration.ofSeconds(2));
        seconds += 2;
        assertThat(seconds).as("seed %d", seed).isLessThan(900);
      }
      total += seconds;
      assertThat(ride.position().metersTo(END)).isLessThan(0.1);
      assertThat(ride.speedMps()).isZero();
    }
    assertThat(total / 50).isBetween(0.9 * 330, 1.15 * 330);
  }

  @Test
  void a_car_never_moves_faster_than_it_says_it_may() {
    Route motorway = new Route(ROUTE.distanceM(), 10, ROUTE.points());
    for (int seed = 0; seed < 50; seed++) {
      Ride ride = new Ride(motorway, new SplittableRandom(seed));
      LatLng last = START;
      while (!ride.isOver()) {
        ride.advance(Duration.ofSeconds(2));
        assertThat(last.metersTo(ride.position())).as("seed %d", seed).isLessThan(2 * 36.5);
        last = ride.position();
      }
    }
  }

  @Test
  void the_heading_follows_the_route() {
    Track track = new Track(ROUTE.points());
    assertThat(track.headingDeg(10)).isEqualTo(90);
    assertThat(track.headingDeg(track.lengthM() - 10)).isZero();
    assertThat(track.at(START.metersTo(CORNER)).metersTo(CORNER)).isLessThan(0.1);
    assertThat(track.at(1e9)).isEqualTo(END);
    assertThat(track.at(-5)).isEqualTo(START);
  }

  @Test
  void a_route_of_one_place_is_over_at_once() {
    Ride ride = new Ride(new Route(0, 0, List.of(START, START)), new SplittableRandom(1));
    ride.advance(Duration.ofSeconds(2));
    assertThat(ride.isOver()).isTrue();
    assertThat(ride.position()).isEqualTo(START);
  }
}
