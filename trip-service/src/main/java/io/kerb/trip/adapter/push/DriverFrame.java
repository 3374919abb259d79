package io.kerb.trip.adapter.push;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kerb.location.api.PingIntake.Batch;
import io.kerb.location.api.PingIntake.Ping;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * What a driver's app sends up: {@code {"type":"pings","session_id":…,"pings":[…]}}, the pings as
 * in {@code POST /v1/drivers/me/pings}.
 */
@Introspected
record DriverFrame(String type, @Nullable String sessionId, @Nullable List<PingFrame> pings) {
  static final String PINGS = "pings";

  @Introspected
  record PingFrame(
      @JsonProperty(required = true) long sequence,
      @JsonProperty(required = true) double latitude,
      @JsonProperty(required = true) double longitude,
      @Nullable Integer headingDeg,
      @Nullable Double speedMps,
      @JsonProperty(required = true) Instant recordedAt) {
    Ping toPing() {
      return new Ping(sequence, latitude, longitude, headingDeg, speedMps, recordedAt);
    }
  }

  /**
   * @throws IllegalArgumentException naming what is missing or unknown
   */
  Batch toBatch() {
    if (!PINGS.equals(type)) {
      throw new IllegalArgumentException("type must be 'pings', but was '" + type + "'");
    }
    if (sessionId == null || pings == null || pings.contains(null)) {
      throw new IllegalArgumentException("session_id and pings must be there, and no ping null");
    }
    return new Batch(sessionId, pings.stream().map(PingFrame::toPing).toList());
  }
}
