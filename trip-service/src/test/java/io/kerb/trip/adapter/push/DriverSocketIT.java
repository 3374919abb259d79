package io.kerb.trip.adapter.push;

import static io.kerb.trip.adapter.push.PushServer.token;
import static io.kerb.trip.adapter.push.Town.trip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kerb.dispatch.wire.OfferClosed;
import io.kerb.local.fixture.EngineStack;
import io.kerb.location.api.PingIntake;
import io.kerb.runtime.http.Problem;
import io.kerb.trip.wire.TripStatus;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The driver app's socket: pings up, offers and trips down. */
@ExtendWith(EngineStack.class)
final class DriverSocketIT {
  private static final String RUN = UUID.randomUUID().toString().substring(0, 8);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Duration OFFER_TTL = Duration.ofSeconds(30);
  private static final AtomicLong NEXT_PERSON = new AtomicLong(100);
  private static final String PING =
      "{\"type\":\"pings\",\"session_id\":\"s\",\"pings\":[{\"sequence\":1,\"latitude\":10.5,"
          + "\"longitude\":10.5,\"recorded_at\":\"2026-01-31T12:00:00Z\"}]}";

  private static PushServer server;
  private static Town town;
  private static PushServer.OpenGate gate;

  private final long rider = NEXT_PERSON.incrementAndGet();
  private final long driver = NEXT_PERSON.incrementAndGet();
  private final UUID id = UUID.randomUUID();

  @BeforeAll
  static void start() {
    server = new PushServer(RUN, Map.of("kerb.push.heartbeat", "1s"));
    town = new Town(server, RUN);
    gate = server.bean(PushServer.OpenGate.class);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void pingsGoToTheGateAndTheReceiptComesBack() {
    try (SocketClient app = connect(token("driver", driver))) {
      app.send(PING.replace("\"s\"", "\"session-of-" + driver + "\""));

      await().atMost(PATIENCE).until(() -> app.frames("receipt").size() == 1);
      assertThat(app.frames("receipt").get(0).toString())
          .isEqualTo("{\"type\":\"receipt\",\"accepted\":1,\"rejected\":[]}");
      PingIntake.Batch batch =
          gate.batches.stream()
              .filter(b -> b.sessionId().equals("session-of-" + driver))
              .findFirst()
              .orElseThrow();
      assertThat(batch.pings().get(0).headingDeg()).isNull();
      assertThat(batch.pings().get(0).latitude()).isEqualTo(10.5);
    }
  }

  @Test
  void theSocketBeginsWithTheStoredTripAndTheOpenOffers() {
    town.store(trip(id, 3, TripStatus.IN_PROGRESS, rider, driver));
    town.offer("offer-" + id, id, driver, OFFER_TTL);
    await().atMost(PATIENCE).until(() -> openOffers(driver).size() == 1);

    try (SocketClient app = connect(token("driver", driver))) {
      await().atMost(PATIENCE).until(() -> app.frames("offer").size() == 1);
      JsonNode trip = app.frames("trip").get(0).path("trip");
      assertThat(trip.path("trip_id").asText()).isEqualTo(id.toString());
      assertThat(trip.has("pickup_code")).isFalse();
    }
  }

  @Test
  void offersAndTripsComeDownAsTheyHappen() throws Exception {
    try (SocketClient app = connect(token("driver", driver))) {
      town.offer("a-" + id, id, driver, OFFER_TTL);
      await().atMost(PATIENCE).until(() -> app.frames("offer").size() == 1);
      JsonNode offer = app.frames("offer").get(0).path("offer");
      assertThat(offer.path("offer_id").asText()).isEqualTo("a-" + id);
      assertThat(offer.path("fare").path("amount_minor").asLong()).isEqualTo(1250);

      town.closeOffer("a-" + id, id, driver, OfferClosed.Reason.ACCEPTED);
      town.change(trip(id, 2, TripStatus.ACCEPTED, rider, driver));
      await().atMost(PATIENCE).until(() -> app.frames("trip").size() == 1);
      JsonNode closed = app.frames("offer_closed").get(0);
      assertThat(closed.path("offer_id").asText()).isEqualTo("a-" + id);
      assertThat(closed.path("reason").asText()).isEqualTo("accepted");
      assertThat(openOffers(driver)).isEmpty();
    }
  }

  @Test
  void whoLosesTheTripIsTold() {
    try (SocketClient app = connect(token("driver", driver))) {
      // Subscribed by then; before that, only the last of the changes would be seen.
      await().atMost(PATIENCE).until(() -> app.pings() >= 1);
      town.change(trip(id, 2, TripStatus.ACCEPTED, rider, driver));
      town.change(trip(id, 3, TripStatus.PROCESSING, rider, 0));
      town.change(trip(id, 4, TripStatus.ACCEPTED, rider, driver + 1_000_000));

      await().atMost(PATIENCE).until(() -> app.frames("trip").size() == 2);
      assertThat(app.frames("trip").get(1).path("trip").path("status").asText())
          .isEqualTo("processing");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "not json at all                                             | malformed_json",
        "{\"type\":\"pings\",\"session_id\":\"s\",\"pings\":[        | malformed_json",
        "null                                                        | malformed_json",
        "{\"type\":\"pings\",\"session_id\":\"s\",\"pongs\":[]}      | unknown_field",
        "{\"type\":\"song\"}                                         | invalid_field",
        "{\"type\":\"pings\",\"pings\":[]}                           | invalid_field",
        "{\"type\":\"pings\",\"session_id\":\"s\",\"pings\":[{}]}    | invalid_field",
        "{\"type\":\"pings\",\"session_id\":\"s\",\"pings\":[null]}  | invalid_field",
        "[]                                                          | invalid_field"
      })
  void aBadFrameIsAnsweredWithAProblemAndTheSocketStays(String frame, String code) {
    try (SocketClient app = connect(token("driver", driver))) {
      app.send(frame);
      app.send(PING);

      await().atMost(PATIENCE).until(() -> app.frames("receipt").size() == 1);
      assertThat(app.frames("problem"))
          .singleElement()
          .satisfies(problem -> assertThat(problem.path("code").asText()).isEqualTo(code));
    }
  }

  @Test
  void aFrameBeyond16KiBIsRefusedAndTheSocketStays() {
    try (SocketClient app = connect(token("driver", driver))) {
      app.send("{\"type\":\"" + "x".repeat(17 * 1024) + "\"}");
      app.send(PING);

      await().atMost(PATIENCE).until(() -> app.frames("receipt").size() == 1);
      assertThat(app.frames("problem").get(0).path("code").asText()).isEqualTo("frame_too_large");
    }
  }

  @Test
  void theGatesRefusalAndTheLogsSilenceAreProblemsTooAndSayWhetherToTryAgain() {
    try (SocketClient app = connect(token("driver", driver))) {
      gate.failure =
          Problem.of(429, "too_many_pings", "Too many", "slower, please").retryable(1).exception();
      app.send(PING);
      await().atMost(PATIENCE).until(() -> app.frames("problem").size() == 1);
      gate.failure = new IllegalStateException("Kafka is away");
      app.send(PING);
      await().atMost(PATIENCE).until(() -> app.frames("problem").size() == 2);
      assertThat(app.frames("problem"))
          .extracting(p -> p.path("code").asText(), p -> p.path("retryable").asBoolean())
          .containsExactly(
              org.assertj.core.api.Assertions.tuple("too_many_pings", true),
              org.assertj.core.api.Assertions.tuple("log_unavailable", true));
    } finally {
      gate.failure = null;
    }
  }

  @Test
  void ridersOperatorsAndStrangersHaveNoDriversSocket() {
    assertRefused(token("rider", rider), 403);
    assertRefused(token("operator", 1), 403);
    assertRefused(null, 401);
  }

  @Test
  void theSocketIsClosedWithAFrameThatSaysWhyWhenTheTokenEnds() {
    try (SocketClient app = connect(token("driver", driver, Duration.ofSeconds(3)))) {
      await().atMost(PATIENCE).until(() -> app.closeCode() != 0);
      assertThat(app.closeCode()).isEqualTo(1008);
      assertThat(app.closeReason()).isEqualTo("token_expired");
    }
  }

  @Test
  void aQuietSocketShowsThatItLives() {
    try (SocketClient app = connect(token("driver", driver))) {
      await().atMost(PATIENCE).until(() -> app.pings() >= 2);
    }
  }

  private static void assertRefused(String token, int status) {
    assertThatThrownBy(() -> connect(token)).rootCause().hasMessageContaining(" " + status);
  }

  private static JsonNode openOffers(long driver) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(server.uri("/v1/drivers/me/offers"))
                    .header("Authorization", "Bearer " + token("driver", driver))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body()).path("offers");
  }

  private static SocketClient connect(String token) {
    return new SocketClient(server.uri("/v1/drivers/me/stream"), token);
  }
}
