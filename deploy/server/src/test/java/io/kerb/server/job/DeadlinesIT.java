package io.kerb.server.job;

import static io.kerb.server.job.DriverApp.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.kerb.local.fixture.EngineStack;
import io.kerb.location.api.LatLng;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What nobody uses in time is over: on a server of its own, whose times are short. */
@ExtendWith(EngineStack.class)
class DeadlinesIT {
  private static final LatLng HOME = SmallCity.junction(12, 0);
  private static final LatLng WORK = SmallCity.junction(9, 9);

  /** Long enough to request a trip with it on a slow machine. */
  private static final Duration QUOTE_VALID = Duration.ofSeconds(10);

  private static RunningServer kerb;

  @BeforeAll
  static void start() {
    kerb =
        new RunningServer(
            Map.of(
                "kerb.pricing.quote-valid",
                QUOTE_VALID.toString(),
                "kerb.trips.request-budget",
                "6s"));
  }

  @AfterAll
  static void stop() {
    kerb.close();
  }

  @Test
  void an_expired_quote_makes_no_trip() {
    Api rider = kerb.rider();
    JsonNode quote = MainJobIT.quote(rider, HOME, WORK);

    await()
        .pollDelay(QUOTE_VALID.plusSeconds(1))
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              Api.Answer late = MainJobIT.request(rider, quote);
              assertThat(late.status()).isEqualTo(409);
              assertThat(late.code()).isEqualTo("quote_expired");
            });
  }

  @Test
  void a_request_nobody_serves_ends_when_its_budget_is_spent() {
    Api rider = kerb.rider();
    String trip = MainJobIT.request(rider, MainJobIT.quote(rider, HOME, WORK)).text("trip_id");

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(rider.get("/v1/trips/" + trip).text("status"))
                    .isEqualTo("no_drivers_available"));
  }
}
