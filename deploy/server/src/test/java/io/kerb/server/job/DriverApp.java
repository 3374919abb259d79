package io.kerb.server.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.kerb.location.api.LatLng;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** A driver who pings every second while on duty, over HTTP. */
final class DriverApp implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final ThreadFactory DAEMON =
      work -> {
        Thread thread = new Thread(work, "driver-app");
        thread.setDaemon(true);
        return thread;
      };

  final Api api;
  private final String session = "s-" + System.nanoTime();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(DAEMON);
  private volatile LatLng position;
  private long sequence;

  DriverApp(Api api, LatLng position) {
    this.api = api;
    this.position = position;
  }

  DriverApp goOnDuty() {
    assertThat(
            api.put("/v1/drivers/me/duty", "{\"on_duty\":true,\"product_ids\":[\"standard\"]}")
                .status())
        .isEqualTo(200);
    timer.scheduleAtFixedRate(this::tryPing, 0, 1, TimeUnit.SECONDS);
    return this;
  }

  private void tryPing() {
    try {
      ping();
    } catch (RuntimeException missed) {
      // The timer would send no more after an exception; the next one comes in a second.
    }
  }

  private void ping() {
    api.post(
        "/v1/drivers/me/pings",
        """
        {"session_id":"%s","pings":[{"sequence":%d,"latitude":%s,"longitude":%s,"heading_deg":90,
         "speed_mps":0,"recorded_at":"%s"}]}"""
            .formatted(
                session, ++sequence, position.latitude(), position.longitude(), Instant.now()));
  }

  void moveTo(LatLng there) {
    position = there;
  }

  JsonNode awaitOffer(String tripId) {
    return await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(() -> findOffer(tripId), offer -> offer != null);
  }

  JsonNode findOffer(String tripId) {
    for (JsonNode offer : api.get("/v1/drivers/me/offers").body().path("offers")) {
      if (offer.path("trip_id").asText().equals(tripId)) {
        return offer;
      }
    }
    return null;
  }

  Api.Answer accept(JsonNode offer) {
    return api.post("/v1/offers/" + offer.path("offer_id").asText() + "/accept", "");
  }

  Api.Answer decline(JsonNode offer) {
    return api.post("/v1/offers/" + offer.path("offer_id").asText() + "/decline", "{}");
  }

  Api.Answer trip(String tripId, String command, String body) {
    return api.post("/v1/trips/" + tripId + "/" + command, body);
  }

  @Override
  public void close() {
    timer.shutdownNow();
    api.put("/v1/drivers/me/duty", "{\"on_duty\":false,\"product_ids\":[\"standard\"]}");
  }
}
