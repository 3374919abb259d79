package io.kerb.trip.push.track;

import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.location.api.LatLng;
import io.kerb.location.api.TripId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How a track is ordered, and how often a rider is shown a position. */
class TrackOrderTest {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  @Test
  void aBacklogFallsIntoItsPlaceAndSessionsFollowEachOther() {
    Track track =
        Track.of(
            List.of(
                point("first", 1, 0),
                point("first", 4, 40),
                point("first", 2, 41),
                point("first", 3, 41),
                point("again", 1, 60)));

    assertThat(track.points())
        .extracting(p -> p.session() + p.sequence())
        .containsExactly("first1", "first2", "first3", "first4", "again1");
  }

  @Test
  void positionsOfATripPassAtMostEveryTwoSeconds() {
    LocationThrottle throttle = new LocationThrottle();
    TripId trip = new TripId(new UUID(0, 1));

    assertThat(throttle.pass(trip, NOON)).isTrue();
    assertThat(throttle.pass(trip, NOON.plusMillis(1_999))).isFalse();
    assertThat(throttle.pass(trip, NOON.plusMillis(2_000))).isTrue();
    assertThat(throttle.pass(trip, NOON.plusMillis(3_999))).isFalse();
    assertThat(throttle.pass(new TripId(new UUID(0, 2)), NOON)).isTrue();
  }

  private static TrackPoint point(String session, long sequence, int receivedSecond) {
    Instant received = NOON.plusSeconds(receivedSecond);
    return new TrackPoint(session, sequence, new LatLng(0, 0), -1, received, received);
  }
}
