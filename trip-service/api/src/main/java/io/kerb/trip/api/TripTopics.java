package io.kerb.trip.api;

import io.kerb.location.api.TopicSpec;
import io.kerb.location.api.TopicSpec.Keying;
import java.time.Duration;
import java.util.List;

/** Topics that trip-service owns. */
public final class TripTopics {
  /** Key: market; value: {@code TripEvent}. At least once, contiguous per trip. */
  public static final TopicSpec TRIP_EVENTS =
      TopicSpec.kept("trip-events", Keying.MARKET, Duration.ofDays(30));

  /**
   * Key: market; value: {@code DriverLocation}. For the riders who wait for these drivers,
   * whichever instance they are connected to; missing one does no harm.
   */
  public static final TopicSpec DRIVER_LOCATIONS =
      TopicSpec.kept("driver-locations", Keying.MARKET, Duration.ofMinutes(10));

  public static final List<TopicSpec> ALL = List.of(TRIP_EVENTS, DRIVER_LOCATIONS);

  private TripTopics() {}
}
