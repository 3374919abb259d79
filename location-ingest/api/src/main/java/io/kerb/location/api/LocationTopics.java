package io.kerb.location.api;

import io.kerb.location.api.TopicSpec.Keying;
import java.time.Duration;

/** Topics that location-ingest owns. */
public final class LocationTopics {
  /** Key: driver id as text; value: {@code DriverPing}. */
  public static final TopicSpec DRIVER_PINGS =
      TopicSpec.kept("driver-pings", Keying.DRIVER, Duration.ofHours(1));

  private LocationTopics() {}
}
