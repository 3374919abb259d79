package io.kerb.server.job;

import static io.kerb.server.job.DriverApp.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.kerb.eta.residual.Calibration;
import io.kerb.eta.residual.EtaModel;
import io.kerb.eta.residual.ModelDirectory;
import io.kerb.eta.residual.Origin;
import io.kerb.eta.residual.PlaceTable;
import io.kerb.eta.residual.Spread;
import io.kerb.eta.residual.Trees;
import io.kerb.eta.residual.WeekHour;
import io.kerb.local.fixture.EngineStack;
import io.kerb.location.api.LatLng;
import io.kerb.runtime.kafka.KafkaSettings;
import io.kerb.trip.adapter.codec.EventCodec;
import io.kerb.trip.adapter.export.TripExport;
import io.kerb.trip.adapter.kafka.TopicScan;
import io.kerb.trip.adapter.push.track.TrackStore;
import io.kerb.trip.aggregate.TripEvent.RideCompleted;
import io.kerb.trip.api.TripTopics;
import io.kerb.trip.drive.LeftOut;
import io.kerb.trip.drive.Pseudonyms;
import io.kerb.trip.store.StoredEvent;
import io.kerb.trip.wire.TripEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Models are promoted and damaged beside a running server, and its quotes follow. */
@ExtendWith(EngineStack.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LearnedEtasIT {
  private static final String ANOTHER = "018f0000-0000-7000-8000-000000000000";
  private static final LatLng FROM = SmallCity.junction(1, 1);
  private static final LatLng TO = SmallCity.junction(10, 10);

  @TempDir private static Path models;

  private static RunningServer kerb;
  private static ModelDirectory directory;

  @BeforeAll
  static void start() {
    kerb =
        new RunningServer(Map.of("kerb.eta.model-dir", models.toString(), "kerb.eta.poll", "1s"));
    directory = new ModelDirectory(models.resolve("small"));
  }

  @AfterAll
  static void stop() {
    kerb.close();
  }

  @Test
  @Order(1)
  void without_a_model_the_hours_factors_count() {
    JsonNode quote = quote();

    assertThat(quote.path("duration_s").asLong()).isPositive();
    assertThat(quote.has("duration_p10_s")).isFalse();
    assertThat(state().path("source").asText()).isEqualTo("hour_factors");
    assertThat(state().has("model")).isFalse();
    assertThat(kerb.rider().get("/v1/ops/eta").status()).isEqualTo(403);
  }

  @Test
  @Order(2)
  void a_promoted_model_is_used_without_a_restart() {
    String roads = state().path("roads").asText();
    Path artifact = directory.add(model(2, roads));
    directory.addCard(artifact, "# a card");
    directory.promote(artifact);

    await().atMost(PATIENCE).until(() -> state().path("source").asText().equals("model"));
    JsonNode twice = quote();

    assertThat(twice.path("duration_p10_s").asDouble())
        .isCloseTo(twice.path("duration_s").asDouble() * Math.exp(-0.2), within(1.0));
    assertThat(twice.path("duration_p90_s").asDouble())
        .isCloseTo(twice.path("duration_s").asDouble() * Math.exp(0.2), within(1.0));
    JsonNode model = state().path("model");
    assertThat(artifact.getFileName().toString())
        .isEqualTo(model.path("version").asText() + ".model");
    assertThat(model.path("trained_trips").asLong()).isEqualTo(10);
    assertThat(model.path("card").asText()).isEqualTo("# a card");

    directory.promote(directory.add(model(4, roads)));
    await()
        .atMost(PATIENCE)
        .until(() -> !state().at("/model/version").asText().equals(model.path("version").asText()));
    JsonNode fourTimes = quote();

    assertThat(fourTimes.path("duration_s").asDouble())
        .isCloseTo(2 * twice.path("duration_s").asDouble(), within(2.0));
    assertThat(fourTimes.at("/fare/amount_minor").asLong())
        .isGreaterThan(twice.at("/fare/amount_minor").asLong());
  }

  @Test
  @Order(3)
  void a_damaged_model_is_refused_and_named() throws IOException {
    JsonNode before = state().path("model");
    Path artifact = directory.add(model(8, state().path("roads").asText()));
    byte[] bytes = Files.readAllBytes(artifact);
    bytes[bytes.length / 2] ^= 1;
    Files.write(artifact, bytes);
    directory.promote(artifact);

    await().atMost(PATIENCE).until(() -> state().has("refusal"));

    assertThat(state().at("/refusal/reason").asText())
        .contains(artifact.getFileName().toString())
        .contains("checksum");
    assertThat(state().path("model").path("version")).isEqualTo(before.path("version"));
    assertThat(quote().has("duration_p10_s")).isTrue();
  }

  @Test
  @Order(4)
  void drives_that_finish_are_heard_of_once_and_again_after_a_restart() throws Exception {
    List<StoredEvent> ride = ride();
    for (int times = 0; times < 2; times++) {
      for (StoredEvent event : ride) {
        publish(anotherTripOfTenMinutes(event));
      }
    }

    await().atMost(PATIENCE).until(() -> state().at("/model/live_trips").asInt() == 1);
    assertThat(state().at("/shown/trips").asInt()).isEqualTo(1);
    long shownS = ride.get(0).after().ride().route().durationS();
    assertThat(state().at("/shown/bias_share").asDouble())
        .isCloseTo(shownS / 600.0 - 1, within(1e-6));

    // What is damaged is refused after a restart, too, and then there is no other.
    directory.promote(directory.add(model(2, state().path("roads").asText())));
    kerb.close();
    kerb.start();

    await().atMost(PATIENCE).until(() -> state().at("/model/live_trips").asInt() == 1);
  }

  @Test
  @Order(5)
  void what_the_models_hear_is_what_the_export_writes() throws IOException {
    Path file = models.resolve("trips.csv");

    TripExport.Report report =
        new TripExport(
                new TopicScan(kerb.bean(KafkaSettings.class)),
                kerb.bean(TrackStore.class)::getTrack,
                new Pseudonyms(new byte[32]))
            .write(new TripExport.Wish(file, null, null));

    assertThat(report.trips()).isEqualTo(1);
    assertThat(report.leftOut()).containsExactly(Map.entry(LeftOut.TOO_SHORT, 1L));
    assertThat(Files.readAllLines(file).get(1)).contains(",600,");
  }

  /** A real one, over in seconds, which is no drive to learn from. */
  private static List<StoredEvent> ride() {
    Api rider = kerb.rider();
    try (DriverApp driver = kerb.driver(SmallCity.junction(1, 2)).goOnDuty()) {
      String trip = MainJobIT.request(rider, quote(rider)).text("trip_id");
      driver.accept(driver.awaitOffer(trip));
      driver.trip(trip, "arrive", "");
      String code = rider.get("/v1/trips/" + trip).text("pickup_code");
      driver.trip(trip, "start", "{\"code\":\"" + code + "\"}");
      assertThat(driver.trip(trip, "complete", "").text("status")).isEqualTo("completed");
      List<StoredEvent> events = new ArrayList<>();
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                events.clear();
                new TopicScan(kerb.bean(KafkaSettings.class)).forEach(events::add);
                return events.stream()
                    .anyMatch(event -> event.logged().event() instanceof RideCompleted);
              });
      return events;
    }
  }

  private static TripEvent anotherTripOfTenMinutes(StoredEvent event) {
    TripEvent.Builder wire = EventCodec.toWire(event.logged(), event.after()).toBuilder();
    wire.setTripId(ANOTHER);
    wire.getAfterBuilder().setTripId(ANOTHER);
    if (wire.getAfter().getEndedAtMs() != 0) {
      wire.getAfterBuilder().setStartedAtMs(wire.getAfter().getEndedAtMs() - 600_000);
    }
    return wire.build();
  }

  private static void publish(TripEvent event) throws Exception {
    @SuppressWarnings("unchecked")
    Producer<String, byte[]> producer = kerb.bean(Producer.class);
    producer
        .send(
            new ProducerRecord<>(
                kerb.bean(KafkaSettings.class).topic(TripTopics.TRIP_EVENTS),
                0,
                "small",
                event.toByteArray()))
        .get(20, TimeUnit.SECONDS);
  }

  private static JsonNode quote() {
    return quote(kerb.rider());
  }

  private static JsonNode quote(Api rider) {
    return MainJobIT.quote(rider, FROM, TO);
  }

  private static JsonNode state() {
    Api.Answer answer = kerb.operator().get("/v1/ops/eta");
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body().at("/markets/0");
  }

  /** Every drive takes so many times as long as on empty roads. */
  private static EtaModel model(double factor, String roads) {
    float[] factors = new float[WeekHour.HOURS * Calibration.BINS];
    Arrays.fill(factors, (float) Math.log(factor));
    Trees none = new Trees.Builder(0).build();
    return new EtaModel(
        new Origin(
            10,
            Instant.parse("2026-05-01T00:00:00Z"),
            Instant.parse("2026-05-31T00:00:00Z"),
            roads),
        new Calibration(factors),
        new PlaceTable(),
        none,
        none,
        new Trees.Builder(0.2).build(),
        new Spread(-1, 1, new float[] {0.2f}, new float[] {1.2f}));
  }
}
