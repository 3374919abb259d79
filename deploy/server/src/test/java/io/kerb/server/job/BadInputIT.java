package io.kerb.server.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.kerb.local.fixture.EngineStack;
import io.kerb.location.api.LatLng;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bad input gets a clear answer that names the value, and nothing is lost. */
@ExtendWith(EngineStack.class)
class BadInputIT {
  private static final LatLng HOME = SmallCity.junction(5, 5);
  private static final LatLng WORK = SmallCity.junction(9, 9);

  private static RunningServer kerb;

  @BeforeAll
  static void start() {
    kerb = new RunningServer(Map.of());
  }

  @AfterAll
  static void stop() {
    kerb.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"pickup":                                                    | 400 | malformed_json
          {"pickup":{"latitude":59.9,"longitude":10.71},"dropof":{}}    | 400 | unknown_field
          {"pickup":{"latitude":59.9,"longitude":10.71},"product_id":"standard"} | 400 | invalid_field
          {"pickup":{"latitude":159,"longitude":10.71},"dropoff":{"latitude":59.91,"longitude":10.72},"product_id":"standard"} | 400 | invalid_field
          {"pickup":{"latitude":"north","longitude":10.71},"dropoff":{"latitude":59.91,"longitude":10.72},"product_id":"standard"} | 400 | invalid_field
          {"pickup":{"latitude":37.77,"longitude":-122.4},"dropoff":{"latitude":59.91,"longitude":10.72},"product_id":"standard"} | 422 | outside_market
          {"pickup":{"latitude":59.905,"longitude":10.71},"dropoff":{"latitude":37.77,"longitude":-122.4},"product_id":"standard"} | 422 | outside_market
          {"pickup":{"latitude":59.905,"longitude":10.71},"dropoff":{"latitude":59.91,"longitude":10.72},"product_id":"rocket"} | 422 | unknown_product
          """)
  void a_quote_that_cannot_be_made_says_why(String body, int status, String code) {
    Api.Answer answer = kerb.rider().post("/v1/quotes", body);

    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
    assertThat(answer.code()).as(answer.body().toString()).isEqualTo(code);
  }

  @Test
  void of_a_batch_of_pings_the_good_ones_are_taken_and_each_bad_one_is_named() {
    try (DriverApp driver = kerb.driver(HOME)) {
      Instant now = Instant.now();
      Api.Answer answer =
          driver.api.post(
              "/v1/drivers/me/pings",
              """
              {"session_id":"s1","pings":[
                {"sequence":1,"latitude":59.905,"longitude":10.71,"recorded_at":"%1$s"},
                {"sequence":2,"latitude":37.77,"longitude":-122.4,"recorded_at":"%1$s"},
                {"sequence":3,"latitude":99,"longitude":10.71,"recorded_at":"%1$s"},
                {"sequence":4,"latitude":59.905,"longitude":10.7101,"recorded_at":"%2$s"},
                {"sequence":5,"latitude":59.905,"longitude":10.7102,"recorded_at":"%1$s"}]}"""
                  .formatted(now, now.plus(Duration.ofHours(2))));

      assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
      assertThat(answer.body().path("accepted").asInt()).isEqualTo(2);
      assertThat(answer.body().path("rejected").findValuesAsText("code"))
          .containsExactly("outside_market", "out_of_range", "recorded_in_future");
    }
  }

  @Test
  void somebody_elses_trip_does_not_exist() {
    Api rider = kerb.rider();
    String trip = MainJobIT.request(rider, MainJobIT.quote(rider, HOME, WORK)).text("trip_id");

    Api stranger = kerb.rider();
    assertThat(stranger.get("/v1/trips/" + trip).status()).isEqualTo(404);
    assertThat(stranger.post("/v1/trips/" + trip + "/cancel", "").status()).isEqualTo(404);
    try (DriverApp driver = kerb.driver(HOME)) {
      assertThat(driver.trip(trip, "arrive", "").status()).isEqualTo(404);
    }
    assertThat(rider.get("/v1/trips/" + trip).text("status")).isEqualTo("processing");
    rider.post("/v1/trips/" + trip + "/cancel", "");
  }

  @Test
  void a_strangers_quote_does_not_exist() {
    JsonNode quote = MainJobIT.quote(kerb.rider(), HOME, WORK);

    assertThat(MainJobIT.request(kerb.rider(), quote).status()).isEqualTo(404);
  }

  @Test
  void a_trip_needs_a_key_and_a_key_belongs_to_one_request() {
    Api rider = kerb.rider();
    String body =
        "{\"quote_id\":\"" + MainJobIT.quote(rider, HOME, WORK).path("quote_id").asText() + "\"}";
    assertThat(rider.post("/v1/trips", body).code()).isEqualTo("idempotency_key_required");

    String key = UUID.randomUUID().toString();
    Api.Answer first = rider.post("/v1/trips", body, key);
    assertThat(first.status()).isEqualTo(201);
    Api.Answer other = rider.post("/v1/trips", "{\"quote_id\":\"" + UUID.randomUUID() + "\"}", key);
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.code()).isEqualTo("idempotency_key_reused");
    rider.post("/v1/trips/" + first.text("trip_id") + "/cancel", "");
  }

  @Test
  void a_status_change_out_of_order_names_the_status() {
    Api rider = kerb.rider();
    LatLng corner = SmallCity.junction(1, 1);
    try (DriverApp driver = kerb.driver(corner).goOnDuty()) {
      String trip = MainJobIT.request(rider, MainJobIT.quote(rider, corner, WORK)).text("trip_id");
      driver.accept(driver.awaitOffer(trip));

      Api.Answer early = driver.trip(trip, "complete", "");
      assertThat(early.status()).isEqualTo(409);
      assertThat(early.code()).isEqualTo("invalid_transition");
      assertThat(early.body().path("detail").asText()).contains("accepted");
      assertThat(rider.post("/v1/trips/" + trip + "/cancel", "").status()).isEqualTo(200);
      Api.Answer again = driver.trip(trip, "arrive", "");
      assertThat(again.body().path("detail").asText()).contains("rider_canceled");
    }
  }

  @Test
  void a_forged_offer_does_not_exist() {
    try (DriverApp driver = kerb.driver(HOME)) {
      assertThat(driver.api.post("/v1/offers/AAAA/accept", "").status()).isEqualTo(404);
      assertThat(driver.api.post("/v1/offers/" + "A".repeat(75) + "/accept", "").status())
          .isEqualTo(404);
    }
  }

  @Test
  void words_that_are_no_ids_are_named() {
    Api rider = kerb.rider();
    assertThat(rider.get("/v1/trips/not-a-trip").status()).isIn(400, 404);
    assertThat(rider.get("/v1/nearby?latitude=north&longitude=10.7").status()).isEqualTo(400);
    assertThat(rider.get("/v1/trips?limit=0").status()).isEqualTo(400);
    assertThat(rider.get("/v1/trips?limit=many").body().path("detail").asText())
        .contains("limit", "many");
  }
}
