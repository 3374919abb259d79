package io.kerb.trip.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kerb.location.api.DriverId;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.TripId;
import io.kerb.trip.push.track.TrackPoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class DrivenWayTest {
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
  private static final LatLng PICKUP = new LatLng(37.77, -122.42);
  private static final LatLng DROPOFF = new LatLng(37.78, -122.42);
  private static final Drive DRIVE =
      new Drive(
          TripId.ofQuote(new UUID(1, 1)),
          new MarketId("sampleton"),
          new DriverId(42),
          PICKUP,
          DROPOFF,
          START,
          START.plusSeconds(400),
          1_300,
          200);

  @Test
  void is_as_long_as_the_lines_between_the_positions() {
    List<TrackPoint> corner =
        List.of(
            at(0, PICKUP),
            at(200, new LatLng(37.77, -122.41)),
            at(300, new LatLng(37.78, -122.41)),
            at(400, DROPOFF));

    double expected =
        PICKUP.metersTo(new LatLng(37.77, -122.41))
            + new LatLng(37.77, -122.41).metersTo(new LatLng(37.78, -122.41))
            + new LatLng(37.78, -122.41).metersTo(DROPOFF);
    assertThat(seen(corner)).isCloseTo(expected, within(0.01));
  }

  @Test
  void what_lies_before_and_after_the_ride_does_not_count() {
    List<TrackPoint> more = new ArrayList<>();
    more.add(at(-30, new LatLng(37.70, -122.42)));
    more.addAll(List.of(at(0, PICKUP), at(200, DROPOFF), at(400, DROPOFF)));
    more.add(at(430, new LatLng(37.90, -122.42)));

    assertThat(seen(more)).isCloseTo(PICKUP.metersTo(DROPOFF), within(0.01));
  }

  @Test
  void a_silence_of_more_than_five_minutes_is_not_guessed_over() {
    assertThat(DrivenWay.of(DRIVE, List.of())).isEqualTo(new DrivenWay.Unseen());
    assertThat(DrivenWay.of(DRIVE, List.of(at(0, PICKUP), at(301, DROPOFF), at(400, DROPOFF))))
        .isEqualTo(new DrivenWay.Unseen());
    assertThat(DrivenWay.of(DRIVE, List.of(at(301, DROPOFF), at(400, DROPOFF))))
        .isEqualTo(new DrivenWay.Unseen());
    assertThat(DrivenWay.of(DRIVE, List.of(at(0, PICKUP), at(99, DROPOFF))))
        .isEqualTo(new DrivenWay.Unseen());
    assertThat(DrivenWay.of(DRIVE, List.of(at(0, PICKUP), at(300, DROPOFF))))
        .isInstanceOf(DrivenWay.Seen.class);
  }

  @Test
  void a_driver_who_was_elsewhere_drove_another_way() {
    LatLng far = new LatLng(37.79, -122.42);
    assertThat(DrivenWay.of(DRIVE, List.of(at(0, far), at(200, DROPOFF), at(400, DROPOFF))))
        .isEqualTo(new DrivenWay.Contradicted(LeftOut.DRIVEN_ELSEWHERE));
    assertThat(DrivenWay.of(DRIVE, List.of(at(0, PICKUP), at(200, DROPOFF), at(400, far))))
        .isEqualTo(new DrivenWay.Contradicted(LeftOut.DRIVEN_ELSEWHERE));
  }

  @Test
  void a_way_of_more_than_three_times_the_line_had_another_purpose() {
    List<TrackPoint> errand =
        List.of(
            at(0, PICKUP),
            at(100, new LatLng(37.77, -122.40)),
            at(200, PICKUP),
            at(300, DROPOFF),
            at(400, DROPOFF));

    assertThat(DrivenWay.of(DRIVE, errand)).isEqualTo(new DrivenWay.Contradicted(LeftOut.DETOUR));
  }

  private static double seen(List<TrackPoint> track) {
    return ((DrivenWay.Seen) DrivenWay.of(DRIVE, track)).meters();
  }

  private static TrackPoint at(int seconds, LatLng position) {
    Instant then = START.plusSeconds(seconds);
    return new TrackPoint("s", seconds, position, -1, then, then);
  }
}
