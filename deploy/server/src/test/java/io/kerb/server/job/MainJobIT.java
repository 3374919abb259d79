package io.kerb.server.job;

import static io.kerb.server.job.DriverApp.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.kerb.local.fixture.EngineStack;
import io.kerb.location.api.LatLng;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A rider's and a driver's whole life, through the public API, on real engines. */
@ExtendWith(EngineStack.class)
class MainJobIT {
  private static final LatLng CENTRE = SmallCity.junction(6, 6);
  private static final LatLng SCHOOL = SmallCity.junction(10, 10);
  private static final LatLng HARBOUR = SmallCity.junction(1, 11);

  private static RunningServer kerb;

  @BeforeAll
  static void start() {
    kerb = new RunningServer(Map.of("kerb.dispatch.offer-ttl", "6s", "kerb.dispatch.window", "1s"));
  }

  @AfterAll
  static void stop() {
    kerb.close();
  }

  @Test
  void a_ride_from_the_quote_to_the_receipt() {
    Api rider = kerb.rider();
    try (DriverApp driver = kerb.driver(SmallCity.junction(6, 7)).goOnDuty()) {
      JsonNode quote = quote(rider, CENTRE, SCHOOL);
      assertThat(quote.path("distance_m").asLong()).isBetween(800L, 3_000L);
      assertThat(quote.path("duration_s").asLong()).isPositive();
      assertThat(quote.at("/fare/currency").asText()).isEqualTo("NOK");
      assertThat(quote.at("/fare/amount_minor").asLong()).isPositive();

      Api.Answer requested = request(rider, quote);
      assertThat(requested.status()).isEqualTo(201);
      String trip = requested.text("trip_id");
      assertThat(requested.text("status")).isEqualTo("processing");

      JsonNode offer = driver.awaitOffer(trip);
      assertThat(offer.path("pickup_eta_s").asInt()).isPositive();
      Api.Answer accepted = driver.accept(offer);
      assertThat(accepted.status()).as(accepted.body().toString()).isEqualTo(200);
      assertThat(accepted.text("status")).isEqualTo("accepted");
      assertThat(accepted.body().has("pickup_code")).as("the code is the rider's").isFalse();

      assertThat(driver.trip(trip, "arrive", "").text("status")).isEqualTo("arriving");
      assertThat(driver.trip(trip, "start", "{\"code\":\"0\"}").code()).isEqualTo("wrong_code");
      String code = rider.get("/v1/trips/" + trip).text("pickup_code");
      assertThat(driver.trip(trip, "start", "{\"code\":\"" + code + "\"}").text("status"))
          .isEqualTo("in_progress");
      driver.moveTo(SCHOOL);
      Api.Answer completed = driver.trip(trip, "complete", "");
      assertThat(completed.text("status")).isEqualTo("completed");

      JsonNode receipt = rider.get("/v1/trips/" + trip + "/receipt").body();
      assertThat(receipt.toString()).contains(quote.at("/fare/amount_minor").asText());
      assertThat(rider.post("/v1/trips/" + trip + "/rating", "{\"stars\":5}").status())
          .isEqualTo(200);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(rider.get("/v1/trips?limit=10").body().at("/trips/0/trip_id").asText())
                      .isEqualTo(trip));
    }
  }

  @Test
  void a_declined_offer_goes_to_another_driver_and_never_back() {
    Api rider = kerb.rider();
    try (DriverApp near = kerb.driver(SmallCity.junction(1, 10)).goOnDuty()) {
      String trip = request(rider, quote(rider, HARBOUR, SCHOOL)).text("trip_id");
      near.decline(near.awaitOffer(trip));
      await().atMost(PATIENCE).until(() -> near.findOffer(trip) == null);

      try (DriverApp far = kerb.driver(SmallCity.junction(3, 10)).goOnDuty()) {
        JsonNode offer = far.awaitOffer(trip);
        assertThat(near.findOffer(trip)).isNull();
        assertThat(far.accept(offer).status()).isEqualTo(200);
        finish(far, rider, trip);
      }
    }
  }

  @Test
  void an_ignored_offer_expires_and_the_next_driver_gets_it() {
    Api rider = kerb.rider();
    try (DriverApp sleeping = kerb.driver(SmallCity.junction(11, 1)).goOnDuty()) {
      String trip = request(rider, quote(rider, SmallCity.junction(12, 1), CENTRE)).text("trip_id");
      JsonNode ignored = sleeping.awaitOffer(trip);
      try (DriverApp awake = kerb.driver(SmallCity.junction(10, 2)).goOnDuty()) {
        JsonNode offer = awake.awaitOffer(trip);
        assertThat(awake.accept(offer).status()).isEqualTo(200);
        assertThat(sleeping.accept(ignored).status()).as("the loser").isEqualTo(409);
        finish(awake, rider, trip);
      }
    }
  }

  @Test
  void a_driver_who_cancels_after_accepting_is_replaced() {
    Api rider = kerb.rider();
    try (DriverApp unreliable = kerb.driver(SmallCity.junction(2, 2)).goOnDuty()) {
      String trip = request(rider, quote(rider, SmallCity.junction(1, 2), CENTRE)).text("trip_id");
      unreliable.accept(unreliable.awaitOffer(trip));
      Api.Answer canceled = unreliable.trip(trip, "cancel", "{\"reason\":\"flat tyre\"}");
      assertThat(canceled.status()).as(canceled.body().toString()).isEqualTo(200);
      assertThat(rider.get("/v1/trips/" + trip).text("status")).isEqualTo("processing");

      try (DriverApp reliable = kerb.driver(SmallCity.junction(3, 3)).goOnDuty()) {
        assertThat(reliable.accept(reliable.awaitOffer(trip)).status()).isEqualTo(200);
        assertThat(unreliable.findOffer(trip)).isNull();
        finish(reliable, rider, trip);
      }
    }
  }

  @Test
  void a_rider_who_cancels_frees_the_driver_for_the_next_rider() {
    Api first = kerb.rider();
    LatLng corner = SmallCity.junction(12, 12);
    try (DriverApp driver = kerb.driver(SmallCity.junction(12, 11)).goOnDuty()) {
      String canceled = request(first, quote(first, corner, CENTRE)).text("trip_id");
      driver.accept(driver.awaitOffer(canceled));
      assertThat(first.post("/v1/trips/" + canceled + "/cancel", "").text("status"))
          .isEqualTo("rider_canceled");
      assertThat(driver.trip(canceled, "arrive", "").code()).isEqualTo("invalid_transition");

      Api second = kerb.rider();
      String trip = request(second, quote(second, corner, CENTRE)).text("trip_id");
      assertThat(driver.accept(driver.awaitOffer(trip)).status()).isEqualTo(200);
      finish(driver, second, trip);
    }
  }

  @Test
  void one_key_sent_twenty_times_at_once_makes_one_trip() throws Exception {
    Api rider = kerb.rider();
    JsonNode quote = quote(rider, SmallCity.junction(9, 1), CENTRE);
    String key = UUID.randomUUID().toString();
    String body = "{\"quote_id\":\"" + quote.path("quote_id").asText() + "\"}";

    List<Api.Answer> answers = new ArrayList<>();
    ExecutorService senders = Executors.newFixedThreadPool(20);
    try {
      for (Future<Api.Answer> answer :
          senders.invokeAll(
              Collections.<Callable<Api.Answer>>nCopies(
                  20, () -> rider.post("/v1/trips", body, key)))) {
        answers.add(answer.get());
      }
    } finally {
      senders.shutdownNow();
    }

    Set<String> trips =
        answers.stream()
            .filter(answer -> answer.status() == 201)
            .map(answer -> answer.text("trip_id"))
            .collect(Collectors.toSet());
    assertThat(trips).hasSize(1);
    assertThat(answers)
        .allMatch(
            answer ->
                answer.status() == 201
                    || answer.status() == 409 && answer.code().equals("idempotency_in_flight"));
    assertThat(rider.post("/v1/trips", body, key).text("trip_id"))
        .isEqualTo(trips.iterator().next());
    rider.post("/v1/trips/" + trips.iterator().next() + "/cancel", "");
  }

  @Test
  void the_operator_changes_the_policy_while_the_market_runs() {
    Api operator = kerb.operator();
    String path = "/v1/ops/markets/small/policy";
    JsonNode before = operator.get(path).body();
    assertThat(before.path("version").asLong()).isZero();
    assertThat(before.at("/policy/offer_ttl_s").asLong()).isEqualTo(6);

    Api.Answer changed =
        operator.put(path, "{\"policy\":{\"waiting_credit_max_s\":90.5},\"note\":\"snow\"}");
    assertThat(changed.status()).as(changed.body().toString()).isEqualTo(200);
    assertThat(changed.text("policy_version")).isEqualTo("v1");
    assertThat(changed.body().at("/policy/waiting_credit_max_s").asDouble()).isEqualTo(90.5);
    assertThat(changed.body().at("/policy/offer_ttl_s").asLong()).isEqualTo(6);

    Api.Answer back =
        operator.put(path, "{\"policy\":{\"waiting_credit_max_s\":null},\"expected_version\":1}");
    assertThat(back.body().path("policy")).isEqualTo(before.path("policy"));
    assertThat(back.body().path("version").asLong()).isEqualTo(2);

    Api.Answer late = operator.put(path, "{\"policy\":{\"window_s\":9},\"expected_version\":1}");
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.code()).isEqualTo("policy_changed");
    Api.Answer wrong = operator.put(path, "{\"policy\":{\"window_s\":\"soon\"}}");
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.body().at("/errors/0/field").asText()).isEqualTo("policy.window_s");
    assertThat(operator.put(path, "{\"polici\":{}}").code()).isEqualTo("unknown_field");
    assertThat(kerb.rider().put(path, "{\"policy\":{}}").status()).isEqualTo(403);
    assertThat(operator.get(path + "/history").body().at("/revisions/1/note").asText())
        .isEqualTo("snow");
  }

  @Test
  void the_operator_sees_supply_market_and_why() {
    Api rider = kerb.rider();
    Api operator = kerb.operator();
    try (DriverApp driver = kerb.driver(SmallCity.junction(4, 8)).goOnDuty()) {
      String trip = request(rider, quote(rider, SmallCity.junction(4, 9), CENTRE)).text("trip_id");
      driver.accept(driver.awaitOffer(trip));

      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(operator.get("/v1/ops/supply?market_id=small").body().path("features"))
                    .isNotEmpty();
                JsonNode why = operator.get("/v1/ops/trips/" + trip + "/why").body();
                assertThat(why.at("/decisions/0/candidates/0/driver_id").asText()).isNotEmpty();
                JsonNode market = operator.get("/v1/ops/markets/small").body();
                assertThat(market.at("/dispatch/drivers/on_duty").asInt()).isPositive();
              });
      assertThat(operator.get("/v1/ops/markets/small/roads").body().path("features")).isNotEmpty();
      assertThat(operator.get("/v1/ops/surge?market_id=small").status()).isEqualTo(200);
      assertThat(rider.get("/v1/ops/supply?market_id=small").status()).isEqualTo(403);
      finish(driver, rider, trip);
    }
  }

  static JsonNode quote(Api rider, LatLng from, LatLng to) {
    Api.Answer answer =
        rider.post(
            "/v1/quotes",
            "{\"pickup\":"
                + Api.place(from)
                + ",\"dropoff\":"
                + Api.place(to)
                + ",\"product_id\":\"standard\"}");
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body();
  }

  static Api.Answer request(Api rider, JsonNode quote) {
    return rider.post(
        "/v1/trips",
        "{\"quote_id\":\"" + quote.path("quote_id").asText() + "\"}",
        UUID.randomUUID().toString());
  }

  private static void finish(DriverApp driver, Api rider, String trip) {
    driver.trip(trip, "arrive", "");
    String code = rider.get("/v1/trips/" + trip).text("pickup_code");
    driver.trip(trip, "start", "{\"code\":\"" + code + "\"}");
    assertThat(driver.trip(trip, "complete", "").text("status")).isEqualTo("completed");
  }
}
