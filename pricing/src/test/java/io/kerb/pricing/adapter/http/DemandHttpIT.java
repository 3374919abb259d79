package io.kerb.pricing.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kerb.location.api.Cell;
import io.kerb.location.api.LatLng;
import io.kerb.pricing.api.PricingTopics;
import io.kerb.pricing.surge.SurgeCells;
import io.kerb.pricing.wire.CellDemand;
import io.kerb.runtime.kafka.KafkaSettings;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DemandHttpIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration BOUND = Duration.ofSeconds(60);
  private static final String DRIVER = "driver:1";
  private static final String OPERATOR = "operator:ops";
  private static final String HEAT = "/v1/heatmap?latitude=0.1&longitude=0.12";
  private static final String DEMAND = "/v1/ops/demand?market_id=testville";

  /** On the road, 3 km west of the test's one car. */
  private static final Cell BUSY = SurgeCells.of(new LatLng(0.1, 0.093));

  private static final Cell CALM = SurgeCells.of(TestServerBeans.CAR);

  private static EmbeddedServer server;

  @BeforeAll
  static void start() {
    server = ApplicationContext.run(EmbeddedServer.class);
    publish(BUSY, 6);
    publish(CALM, 0.2);
    Awaitility.await()
        .atMost(BOUND)
        .until(() -> get(DEMAND, OPERATOR).path("features").size() == 2);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void anIdleDriverSeesTheHeatAroundAndWhereToGo() {
    Awaitility.await().atMost(BOUND).until(() -> get(HEAT, DRIVER).has("suggestion"));
    JsonNode heat = get(HEAT, DRIVER);

    assertThat(heat.path("market_id").asText()).isEqualTo("testville");
    JsonNode calm = heat.path("cells").path(0);
    assertThat(calm.path("cell").asText()).as("nearest first").isEqualTo(CALM.toString());
    assertThat(calm.path("idle_cars").asInt()).isEqualTo(1);
    assertThat(calm.path("expected_requests").asDouble()).isEqualTo(0.2);
    JsonNode busy = heat.path("cells").path(1);
    assertThat(busy.path("cell").asText()).isEqualTo(BUSY.toString());
    assertThat(busy.path("idle_cars").asInt()).isZero();
    assertThat(busy.path("expected_requests_per_car").asDouble()).isEqualTo(6);
    assertThat(busy.path("surge_multiplier").asDouble()).isEqualTo(1);
    assertThat(busy.path("latitude").asDouble()).isBetween(0.08, 0.12);
    JsonNode suggestion = heat.path("suggestion");
    assertThat(suggestion.path("cell").asText()).isEqualTo(BUSY.toString());
    assertThat(suggestion.path("drive_time_s").asInt()).isBetween(60, 500);
    assertThat(suggestion.path("expected_trips_more").asDouble()).isBetween(0.2, 0.8);
  }

  @Test
  void whereTheRidersAreOneStays() {
    LatLng center = BUSY.center();
    JsonNode heat =
        get(
            "/v1/heatmap?latitude=" + center.latitude() + "&longitude=" + center.longitude(),
            DRIVER);

    assertThat(heat.path("cells")).isNotEmpty();
    assertThat(heat.has("suggestion")).isFalse();
  }

  @Test
  void theOperatorSeesForecastUsualAndActual() {
    for (JsonNode feature : get(DEMAND, OPERATOR).path("features")) {
      JsonNode cell = feature.path("properties");
      boolean busy = cell.path("cell").asText().equals(BUSY.toString());
      assertThat(cell.path("expected_requests").asDouble()).isEqualTo(busy ? 6 : 0.2);
      assertThat(cell.path("expected_requests_by_slot")).hasSize(4);
      assertThat(cell.path("usual_requests").asDouble()).isEqualTo(2);
      assertThat(cell.path("requests_last_slot").asInt()).isEqualTo(4);
      assertThat(cell.path("expected_requests_last_slot").asDouble()).isEqualTo(3);
      assertThat(feature.path("geometry").path("coordinates").path(0)).hasSize(5);
    }
    assertThat(get(DEMAND, OPERATOR).path("wape_last_day").asDouble()).isEqualTo(0.25);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/heatmap?latitude=0.1, driver:1, 400, invalid_field",
    "/v1/heatmap?latitude=91&longitude=0.1, driver:1, 400, invalid_field",
    "/v1/heatmap?latitude=40&longitude=0.1, driver:1, 422, outside_market",
    "/v1/heatmap?latitude=0.1&longitude=0.12, driver:bob, 403, bad_subject",
    "/v1/ops/demand?market_id=atlantis, operator:ops, 404, market_not_found"
  })
  void badInputIsNamed(String path, String token, int status, String code) throws Exception {
    HttpResponse<String> answer = send(path, token);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(JSON.readTree(answer.body()).path("code").asText()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({HEAT + ", rider:1", HEAT + ", operator:ops", DEMAND + ", driver:1"})
  void aCallNeedsItsRole(String path, String token) throws Exception {
    assertThat(send(path, token).statusCode()).isEqualTo(403);
    assertThat(send(path, null).statusCode()).isEqualTo(401);
  }

  /** As the forecast's owner does. */
  private static void publish(Cell cell, double expected) {
    CellDemand demand =
        CellDemand.newBuilder()
            .setCell(cell.id())
            .setMarketId("testville")
            .setBeginMs(Instant.now().minusSeconds(30).toEpochMilli())
            .addAllExpected(List.of(expected, expected, expected, expected))
            .setUsual(2)
            .setLast(4)
            .setLastExpected(3)
            .build();
    KafkaSettings kafka = server.getApplicationContext().getBean(KafkaSettings.class);
    @SuppressWarnings("unchecked")
    Producer<String, byte[]> producer = server.getApplicationContext().getBean(Producer.class);
    producer.send(
        new ProducerRecord<>(
            kafka.topic(PricingTopics.DEMAND_FORECAST), 0, cell.toString(), demand.toByteArray()));
    producer.flush();
  }

  private static JsonNode get(String path, String token) {
    try {
      HttpResponse<String> answer = send(path, token);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return JSON.readTree(answer.body());
    } catch (Exception e) {
      throw new AssertionError(path, e);
    }
  }

  private static HttpResponse<String> send(String path, String token) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.getURI().resolve(path));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
