package io.kerb.trip.adapter.push;

import static io.kerb.trip.adapter.push.PushServer.token;
import static io.kerb.trip.adapter.push.Town.trip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kerb.local.fixture.EngineStack;
import io.kerb.trip.adapter.push.EventClient.Event;
import io.kerb.trip.api.TripTopics;
import io.kerb.trip.push.Switchboard;
import io.kerb.trip.wire.TripSnapshot;
import io.kerb.trip.wire.TripStatus;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Push as server-sent events, with Kafka and two instances. */
@ExtendWith(EngineStack.class)
final class EventsIT {
  private static final String RUN = UUID.randomUUID().toString().substring(0, 8);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int OPERATOR_QUEUE = 32;
  private static final AtomicLong NEXT_PERSON = new AtomicLong(100);

  private static PushServer server;
  private static PushServer other;
  private static Town town;

  private final long rider = NEXT_PERSON.incrementAndGet();
  private final long driver = NEXT_PERSON.incrementAndGet();
  private final UUID id = UUID.randomUUID();

  @BeforeAll
  static void start() {
    Map<String, Object> quick =
        Map.of("kerb.push.heartbeat", "1s", "kerb.push.operator-queue", OPERATOR_QUEUE);
    server = new PushServer(RUN, quick);
    other = new PushServer(RUN, quick);
    town = new Town(server, RUN);
  }

  @AfterAll
  static void stop() {
    server.close();
    other.close();
  }

  @Test
  void aStreamBeginsWithTheStoredTripAndGoesOnWithItsChanges() {
    town.store(trip(id, 3, TripStatus.ACCEPTED, rider, driver));
    try (EventClient client = listen(server, token("rider", rider), null)) {
      await().atMost(PATIENCE).until(() -> client.ids().contains(id + ":3"));

      town.tell(trip(id, 2, TripStatus.PROCESSING, rider, 0));
      town.tell(trip(id, 3, TripStatus.ACCEPTED, rider, driver));
      town.change(trip(id, 4, TripStatus.ARRIVING, rider, driver));

      await().atMost(PATIENCE).until(() -> client.ids().contains(id + ":4"));
      assertThat(client.ids()).containsExactly(id + ":3", id + ":4");
      Event last = client.events().get(1);
      assertThat(last.name()).isEqualTo("trip");
      assertThat(last.data()).contains("\"status\":\"arriving\"").contains("\"pickup_code\"");
    }
  }

  @Test
  void aDriverHearsOfTheTripButNotItsPickupCode() {
    try (EventClient client = listen(server, token("driver", driver), null)) {
      town.change(trip(id, 2, TripStatus.ACCEPTED, rider, driver));

      await().atMost(PATIENCE).until(() -> client.ids().contains(id + ":2"));
      assertThat(client.events().get(0).data()).doesNotContain("4711");
    }
  }

  @Test
  void aStreamIsResumedFromAnotherInstanceWithoutGoingBack() {
    try (EventClient client = listen(server, token("rider", rider), null)) {
      town.change(trip(id, 2, TripStatus.ACCEPTED, rider, driver));
      await().atMost(PATIENCE).until(() -> client.ids().contains(id + ":2"));
    }
    town.change(trip(id, 3, TripStatus.IN_PROGRESS, rider, driver));
    town.change(trip(id, 4, TripStatus.COMPLETED, rider, driver));

    try (EventClient client = listen(other, token("rider", rider), id + ":2")) {
      await().atMost(PATIENCE).until(() -> client.ids().contains(id + ":4"));
      // The other instance may have read version 3 after the connect, or not.
      assertThat(client.ids()).isSorted();
    }
    try (EventClient client = listen(other, token("rider", rider), id + ":4")) {
      await().atMost(PATIENCE).until(() -> client.heartbeats() > 1);
      assertThat(client.events()).isEmpty();
    }
  }

  @Test
  void anOperatorWhoComesBackHearsHowTripsEnded() {
    try (EventClient client = listen(server, token("operator", 1), null)) {
      town.change(trip(id, 2, TripStatus.ACCEPTED, rider, driver));
      await().atMost(PATIENCE).until(() -> client.ids().contains(id + ":2"));
    }
    town.change(trip(id, 3, TripStatus.RIDER_CANCELED, rider, driver));
    UUID later = UUID.randomUUID();
    town.change(trip(later, 1, TripStatus.PROCESSING, rider, 0));
    try (EventClient client = listen(other, token("operator", 1), id + ":2")) {
      await()
          .atMost(PATIENCE)
          .until(() -> client.ids().contains(id + ":3") && client.ids().contains(later + ":1"));
    }
  }

  @Test
  void aQuietStreamShowsThatItLives() {
    try (EventClient client = listen(server, token("rider", rider), null)) {
      await().atMost(PATIENCE).until(() -> client.heartbeats() >= 2);
      assertThat(client.events()).isEmpty();
    }
  }

  @Test
  void aStreamEndsWithItsToken() {
    try (EventClient client = listen(server, token("rider", rider, Duration.ofSeconds(3)), null)) {
      await().atMost(PATIENCE).until(client::ended);
      assertThat(client.events())
          .extracting(Event::name, Event::data)
          .containsExactly(
              org.assertj.core.api.Assertions.tuple("closed", "{\"reason\":\"token_expired\"}"));
    }
  }

  @Test
  void withoutATokenThereIsNoStream() {
    assertThatThrownBy(() -> listen(server, "none", null)).hasMessageContaining("401");
  }

  @Test
  void whoseClientDoesNotReadIsDisconnectedAndTheOthersHearEverything() throws IOException {
    Switchboard switchboard = server.bean(Switchboard.class);
    try (EventClient quick = listen(server, token("rider", rider), null);
        Socket slow = connectWithoutReading(token("operator", 99))) {
      await().atMost(PATIENCE).until(() -> isListening(switchboard, "99"));

      String polyline = "x".repeat(50_000);
      AtomicLong version = new AtomicLong();
      await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(10))
          .until(
              () -> {
                TripSnapshot next =
                    trip(id, version.incrementAndGet(), TripStatus.ACCEPTED, rider, driver);
                town.tell(next.toBuilder().setRoutePolyline(polyline).build());
                return !isListening(switchboard, "99");
              });

      await().atMost(PATIENCE).until(() -> quick.ids().contains(id + ":" + version.get()));
      assertThat(quick.ids()).hasSize((int) version.get());
      slow.setSoTimeout((int) PATIENCE.toMillis());
      byte[] rest = slow.getInputStream().readAllBytes();
      assertThat(rest).isNotEmpty();
    }
  }

  @Test
  void aRecordThatNobodyCanReadIsPutAsideAndTheStreamGoesOn() {
    try (EventClient client = listen(server, token("rider", rider), null)) {
      town.garbage(TripTopics.TRIP_EVENTS);
      town.change(trip(id, 1, TripStatus.PROCESSING, rider, 0));

      await().atMost(PATIENCE).until(() -> client.ids().contains(id + ":1"));
    }
  }

  private static boolean isListening(Switchboard switchboard, String operator) {
    return switchboard.listSubscriptions().stream()
        .anyMatch(s -> s.subscriber().toString().contains("subject=" + operator + "]"));
  }

  /** Sends the request and then leaves the answer to pile up. */
  private static Socket connectWithoutReading(String token) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4_096);
    socket.connect(
        new java.net.InetSocketAddress(server.uri("/").getHost(), server.uri("/").getPort()));
    OutputStream out = socket.getOutputStream();
    out.write(
        ("GET /v1/events HTTP/1.1\r\nHost: test\r\nAccept: text/event-stream\r\n"
                + "Authorization: Bearer "
                + token
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    out.flush();
    return socket;
  }

  private static EventClient listen(PushServer server, String token, String lastEventId) {
    return new EventClient(server.uri("/v1/events"), token, lastEventId);
  }
}
