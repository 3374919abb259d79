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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
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

  private static JsonNode quote() {
    return MainJobIT.quote(kerb.rider(), FROM, TO);
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
