package io.kerb.trip.adapter.push;

import static io.kerb.trip.adapter.push.PushServer.token;
import static io.kerb.trip.adapter.push.Town.trip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kerb.local.fixture.EngineStack;
import io.kerb.location.api.LatLng;
import io.kerb.trip.wire.TripSnapshot;
import io.kerb.trip.wire.TripStatus;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Drivers' pings become tracks, and while the driver is coming, positions for the rider. */
@ExtendWith(EngineStack.class)
final class TrackIT {
  private static final String RUN = UUID.randomUUID().toString().substring(0, 8);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final AtomicLong NEXT_PERSON = new AtomicLong(100);

  private static PushServer server;
  private static Town town;

  private final long rider = NEXT_PERSON.incrementAndGet();
  private final long driver = NEXT_PERSON.incrementAndGet();
  private final UUID id = UUID.randomUUID();

  @BeforeAll
  static void start() {
    server = new PushServer(RUN, Map.of());
    town = new Town(server, RUN);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void theTrackIsOrderedAsDrivenAndSeenWhileTheTripRuns() throws Exception {
    town.store(trip(id, 3, TripStatus.IN_PROGRESS, rider, driver));
    town.send(town.ping(driver, 1, new LatLng(10.1, 10.2)));
    town.send(town.ping(driver, 4, new LatLng(10.4, 10.5)));
    // After a tunnel: the positions from inside come late.
    town.send(town.ping(driver, 2, new LatLng(10.2, 10.3)).setBacklog(true));
    town.send(town.ping(driver, 3, new LatLng(10.3, 10.4)).setBacklog(true));
    // Handled twice, as a consumer group does after a crash.
    town.send(town.ping(driver, 3, new LatLng(10.3, 10.4)).setBacklog(true));

    await().atMost(PATIENCE).until(() -> points(track(token("rider", rider))) == 4);
    JsonNode track = track(token("rider", rider));
    assertThat(track.path("type").asText()).isEqualTo("Feature");
    assertThat(track.path("geometry").path("type").asText()).isEqualTo("LineString");
    assertThat(track.path("geometry").path("coordinates").toString())
        .isEqualTo("[[10.2,10.1],[10.3,10.2],[10.4,10.3],[10.5,10.4]]");
    assertThat(points(track(token("driver", driver)))).isEqualTo(4);
    assertThat(points(track(token("operator", 1)))).isEqualTo(4);
  }

  @Test
  void aTripWithoutADriverHasNoPositionsAndAForeignOneIsNotThere() throws Exception {
    town.store(trip(id, 1, TripStatus.PROCESSING, rider, 0));

    assertThat(track(token("rider", rider)).path("geometry").isMissingNode()).isTrue();
    assertThat(get("/v1/trips/" + id + "/track", token("rider", rider + 1)).statusCode())
        .isEqualTo(404);
    assertThat(get("/v1/trips/no-uuid/track", token("rider", rider)).statusCode()).isEqualTo(404);
  }

  @Test
  void positionsFromBeforeTheAcceptBelongToNoTrip() throws Exception {
    town.store(trip(id, 2, TripStatus.ACCEPTED, rider, driver));
    long before = Instant.now().minusSeconds(60).toEpochMilli();
    town.send(
        town.ping(driver, 1, new LatLng(10.1, 10.1))
            .setRecordedAtMs(before)
            .setReceivedAtMs(before));
    town.send(town.ping(driver, 2, new LatLng(10.2, 10.2)));

    await().atMost(PATIENCE).until(() -> points(track(token("rider", rider))) == 1);
    JsonNode geometry = track(token("rider", rider)).path("geometry");
    assertThat(geometry.path("type").asText()).isEqualTo("Point");
    assertThat(geometry.path("coordinates").toString()).isEqualTo("[10.2,10.2]");
  }

  @Test
  void theWaitingRiderSeesTheDriverComeAtMostEveryTwoSeconds() {
    TripSnapshot accepted = trip(id, 2, TripStatus.ACCEPTED, rider, driver);
    try (EventClient client =
        new EventClient(server.uri("/v1/events"), token("rider", rider), null)) {
      town.change(accepted);
      await().atMost(PATIENCE).until(() -> !client.ids().isEmpty());
      long start = Instant.now().toEpochMilli();
      for (int i = 0; i < 5; i++) {
        town.send(
            town.ping(driver, i, new LatLng(10.5, 10.5 + i / 100.0))
                .setReceivedAtMs(start + i * 1_000));
      }

      await().atMost(PATIENCE).until(() -> moves(client) == 3);
      assertThat(client.events().get(1).data())
          .contains("\"latitude\":10.5")
          .contains("\"heading_deg\":90")
          .contains("\"trip_id\":\"" + id + "\"");

      town.change(trip(id, 3, TripStatus.IN_PROGRESS, rider, driver));
      await().atMost(PATIENCE).until(() -> client.ids().contains(id + ":3"));
      town.send(town.ping(driver, 9, new LatLng(10.9, 10.9)).setReceivedAtMs(start + 60_000));
      town.change(trip(id, 4, TripStatus.COMPLETED, rider, driver));
      await().atMost(PATIENCE).until(() -> client.ids().contains(id + ":4"));
      assertThat(moves(client)).isEqualTo(3);
    }
  }

  private static long moves(EventClient client) {
    return client.events().stream().filter(e -> e.name().equals("driver_location")).count();
  }

  private static int points(JsonNode track) {
    return track.path("properties").path("points").asInt();
  }

  private JsonNode track(String token) throws Exception {
    HttpResponse<String> answer = get("/v1/trips/" + id + "/track", token);
    assertThat(answer.statusCode()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body());
  }

  private static HttpResponse<String> get(String path, String token) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(server.uri(path))
                .header("Authorization", "Bearer " + token)
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
