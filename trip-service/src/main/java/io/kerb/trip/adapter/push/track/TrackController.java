package io.kerb.trip.adapter.push.track;

import io.kerb.location.api.DriverId;
import io.kerb.location.api.TripId;
import io.kerb.runtime.http.Caller;
import io.kerb.runtime.http.Problem;
import io.kerb.runtime.http.Role;
import io.kerb.trip.adapter.push.CurrentTrips;
import io.kerb.trip.adapter.push.Streams;
import io.kerb.trip.wire.TripSnapshot;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import java.util.Optional;

/** The way that a trip's driver took, for those whose trip it is, while it runs and after. */
@Controller("/v1/trips")
@Secured({Role.RIDER, Role.DRIVER, Role.OPERATOR})
@ExecuteOn(TaskExecutors.BLOCKING)
public class TrackController {
  private final CurrentTrips trips;
  private final TrackStore store;

  TrackController(CurrentTrips trips, TrackStore store) {
    this.trips = trips;
    this.store = store;
  }

  /**
   * GeoJSON of the driver who has or had the trip, from the accept on, ordered as driven; at most
   * 20,000 positions, kept for 90 days.
   */
  @Get("/{trip_id}/track")
  public TrackView track(Authentication authentication, @PathVariable("trip_id") String tripId) {
    TripId trip = parse(tripId);
    TripSnapshot stored =
        trips.listFor(Streams.subscriber(Caller.of(authentication)), Optional.of(trip)).stream()
            .filter(candidate -> candidate.getTripId().equals(trip.toString()))
            .findFirst()
            .orElseThrow(() -> notFound(tripId));
    if (stored.getDriverId() == 0) {
      return TrackView.none(trip);
    }
    DriverId driver = new DriverId(stored.getDriverId());
    return TrackView.of(trip, driver, store.getTrack(trip, driver));
  }

  private static TripId parse(String text) {
    try {
      return TripId.parse(text);
    } catch (IllegalArgumentException e) {
      throw notFound(text);
    }
  }

  private static RuntimeException notFound(String tripId) {
    return Problem.notFound("trip_not_found", "There is no trip '" + tripId + "' of yours.")
        .exception();
  }
}
