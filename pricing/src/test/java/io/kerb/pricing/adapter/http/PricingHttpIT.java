package io.kerb.pricing.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.datastax.oss.driver.api.core.CqlSession;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kerb.eta.api.Polyline;
import io.kerb.location.api.LatLng;
import io.kerb.pricing.adapter.client.HttpQuoteLookup;
import io.kerb.pricing.api.Quote;
import io.kerb.pricing.api.QuoteId;
import io.kerb.pricing.api.QuoteNotGenuineException;
import io.kerb.runtime.cql.CqlSettings;
import io.kerb.runtime.http.ProblemException;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PricingHttpIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String RIDER = "rider:42";
  private static final String OPERATOR = "operator:ops";
  private static final String FROM = "\"pickup\":{\"latitude\":0.1,\"longitude\":0.1}";
  private static final String TO = "\"dropoff\":{\"latitude\":0.15,\"longitude\":0.1}";
  private static final String PRODUCT = "\"product_id\":\"standard\"";

  private static EmbeddedServer server;

  @BeforeAll
  static void start() {
    server = ApplicationContext.run(EmbeddedServer.class);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aRiderGetsAFirmPrice() throws Exception {
    HttpResponse<String> answer = quote("{" + FROM + "," + TO + "," + PRODUCT + "}");

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode quote = JSON.readTree(answer.body());
    assertThat(quote.path("fare").path("currency").asText()).isEqualTo("USD");
    assertThat(quote.path("fare").path("amount_minor").asLong()).isGreaterThan(500);
    assertThat(quote.path("surge_multiplier").decimalValue()).isEqualByComparingTo("1.0");
    assertThat(quote.path("distance_m").asLong()).isCloseTo(5_560, within(60L));
    assertThat(quote.path("duration_s").asLong()).isBetween(300L, 900L);
    // The car stands 2.2 km to the east.
    assertThat(quote.path("pickup_eta_s").asLong()).isBetween(100L, 400L);
    assertThat(quote.path("market_id").asText()).isEqualTo("testville");
    assertThat(quote.path("product_id").asText()).isEqualTo("standard");
    assertThat(Duration.between(Instant.now(), Instant.parse(quote.path("expires_at").asText())))
        .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(121));
    assertThat(Polyline.decode(quote.path("route_polyline").asText())).hasSizeGreaterThan(1);
  }

  @Test
  void withoutACarThereIsNoPickupEta() throws Exception {
    HttpResponse<String> answer = quote("{" + FROM + "," + TO + ",\"product_id\":\"xl\"}");

    assertThat(JSON.readTree(answer.body()).has("pickup_eta_s")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{FROM,TO} | 400 | invalid_field | product_id",
        "{FROM,PRODUCT} | 400 | invalid_field | dropoff",
        "{\"pickup\":{\"latitude\":0.1},TO,PRODUCT} | 400 | invalid_field | pickup.longitude",
        "{\"pickup\":{\"latitude\":91,\"longitude\":0.1},TO,PRODUCT} | 400 | invalid_field |"
            + " pickup.latitude",
        "{FROM,TO,PRODUCT,\"stops\":[{\"latitude\":0.1,\"longitude\":200}]} | 400 | invalid_field |"
            + " stops[0].longitude",
        "{FROM,TO,\"product_id\":\"Big Car\"} | 400 | invalid_field | product_id",
        "{FROM,TO,\"product_id\":\"boat\"} | 422 | unknown_product | product_id",
        "{\"pickup\":{\"latitude\":40,\"longitude\":0.1},TO,PRODUCT} | 422 | outside_market |"
            + " pickup",
        "{FROM,\"dropoff\":{\"latitude\":0.1,\"longitude\":0.3},PRODUCT} | 422 | outside_market |"
            + " dropoff",
        "{FROM,\"dropoff\":{\"latitude\":0.05,\"longitude\":0.05},PRODUCT} | 422 | unroutable |"
            + " dropoff",
        "{FROM,\"dropoff\":{\"latitude\":0.1,\"longitude\":0.1},PRODUCT} | 422 | same_place |"
            + " dropoff"
      })
  void badInputIsNamed(String body, int status, String code, String field) throws Exception {
    HttpResponse<String> answer =
        quote(body.replace("FROM", FROM).replace("TO", TO).replace("PRODUCT", PRODUCT));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    JsonNode problem = JSON.readTree(answer.body());
    assertThat(problem.path("code").asText()).isEqualTo(code);
    assertThat(problem.path("errors").path(0).path("field").asText()).isEqualTo(field);
  }

  @Test
  void tooManyStopsAreRefused() throws Exception {
    String stop = "{\"latitude\":0.1,\"longitude\":0.1}";
    String stops = "\"stops\":[" + (stop + ",").repeat(8) + stop + "]";

    HttpResponse<String> answer = quote("{" + FROM + "," + TO + "," + PRODUCT + "," + stops + "}");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(JSON.readTree(answer.body()).path("errors").path(0).path("code").asText())
        .isEqualTo("too_many");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /v1/quotes, driver:1",
    "GET, /v1/ops/surge?market_id=testville, rider:42",
    "GET, /v1/ops/markets/testville/roads, rider:42",
    "GET, /v1/ops/markets/testville/roads/reload, rider:42",
    "POST, /v1/ops/markets/testville/roads/reload, driver:1",
    "GET, /internal/quotes/018f0000-0000-7000-8000-000000000000, rider:42",
    "GET, /internal/quotes/018f0000-0000-7000-8000-000000000000, operator:ops"
  })
  void aCallNeedsItsRole(String method, String path, String token) throws Exception {
    assertThat(send(method, path, token, "{}").statusCode()).isEqualTo(403);
    assertThat(send(method, path, null, "{}").statusCode()).isEqualTo(401);
  }

  @Test
  void theProductsOfAPlaceAreThoseOfItsMarket() throws Exception {
    HttpResponse<String> answer =
        send("GET", "/v1/products?latitude=0.1&longitude=0.1", RIDER, null);
    JsonNode products = JSON.readTree(answer.body());

    assertThat(products.path("market_id").asText()).isEqualTo("testville");
    assertThat(products.path("products").findValuesAsText("product_id"))
        .containsExactly("standard", "xl");
    assertThat(send("GET", "/v1/products?latitude=40&longitude=0.1", RIDER, null).statusCode())
        .isEqualTo(422);
    assertThat(send("GET", "/v1/products?latitude=0.1", RIDER, null).statusCode()).isEqualTo(400);
  }

  @Test
  void theRoadsAreGeoJsonThatMayBeCached() throws Exception {
    HttpResponse<String> answer = send("GET", "/v1/ops/markets/testville/roads", OPERATOR, null);
    JsonNode roads = JSON.readTree(answer.body());

    assertThat(roads.path("type").asText()).isEqualTo("FeatureCollection");
    assertThat(roads.path("attribution").asText()).isEqualTo("© OpenStreetMap contributors");
    assertThat(roads.findValuesAsText("class")).containsExactlyInAnyOrder("primary", "secondary");
    for (JsonNode road : roads.path("features")) {
      boolean primary = road.path("properties").path("class").asText().equals("primary");
      for (JsonNode point : road.path("geometry").path("coordinates")) {
        // Longitude first: the primary road keeps its latitude, the other its longitude.
        assertThat(point.path(primary ? 1 : 0).asDouble()).isEqualTo(0.1);
      }
    }
    String tag = answer.headers().firstValue("ETag").orElseThrow();
    HttpRequest again =
        request("/v1/ops/markets/testville/roads", OPERATOR)
            .header("If-None-Match", tag)
            .GET()
            .build();
    assertThat(HTTP.send(again, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(304);
    assertThat(send("GET", "/v1/ops/markets/atlantis/roads", OPERATOR, null).statusCode())
        .isEqualTo(404);
  }

  @Test
  void anOperatorHasTheRoadsReadAgain() throws Exception {
    String path = "/v1/ops/markets/testville/roads/reload";

    HttpResponse<String> asked = send("POST", path, OPERATOR, "{}");

    assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              JsonNode state = JSON.readTree(send("GET", path, OPERATOR, null).body());
              assertThat(state.path("reloading").asBoolean()).isFalse();
              // The file is as it was.
              assertThat(state.path("version").asInt()).isEqualTo(1);
              assertThat(state.path("osm_file").asText()).endsWith("cross.osm");
              assertThat(state.path("checksum").asText()).hasSize(16);
              assertThat(state.path("speeds").asText()).isEqualTo("urban-1");
              assertThat(state.path("loaded_at").asText()).isNotEmpty();
              assertThat(state.has("refusal")).isFalse();
            });
    assertThat(send("POST", path.replace("testville", "atlantis"), OPERATOR, "{}").statusCode())
        .isEqualTo(404);
  }

  @Test
  void theSurgeMapShowsWhereTheCarIs() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              HttpResponse<String> answer =
                  send("GET", "/v1/ops/surge?market_id=testville", OPERATOR, null);
              // Other cells are there, too: those where prices were asked.
              List<JsonNode> withCar = new ArrayList<>();
              for (JsonNode each : JSON.readTree(answer.body()).path("features")) {
                if (each.path("properties").path("supply").asInt() == 1) {
                  withCar.add(each);
                }
              }
              assertThat(withCar).hasSize(1);
              JsonNode cell = withCar.get(0);
              assertThat(cell.path("properties").path("multiplier").decimalValue())
                  .isEqualByComparingTo("1.0");
              assertThat(cell.path("geometry").path("coordinates").path(0)).hasSize(5);
            });
  }

  @Test
  void anotherRoleSeesTheWholeQuoteAndCanRepriceIt() throws Exception {
    HttpQuoteLookup lookup = lookup(server.getURI());
    QuoteId id = made();

    Quote quote = lookup.findQuote(id).orElseThrow();
    Quote farther = lookup.reprice(id, new LatLng(0.18, 0.1));

    assertThat(quote.rider().value()).isEqualTo(42);
    assertThat(quote.fare()).isEqualTo(quote.replay());
    assertThat(farther.quoteId()).isEqualTo(id);
    assertThat(farther.fare().amountMinor()).isGreaterThan(quote.fare().amountMinor());
    assertThat(lookup.findQuote(id)).contains(quote);
  }

  @Test
  void aChangedQuoteIsRefusedToOtherRoles() throws Exception {
    QuoteId id = made();
    CqlSession session = server.getApplicationContext().getBean(CqlSession.class);
    String table =
        server.getApplicationContext().getBean(CqlSettings.class).keyspace("pricing") + ".quotes";
    String row =
        session
            .execute("SELECT quote FROM " + table + " WHERE quote_id = " + id)
            .one()
            .getString("quote");
    session.execute(
        "UPDATE " + table + " SET quote = ? WHERE quote_id = " + id,
        row.replace("\"rider_id\":\"42\"", "\"rider_id\":\"43\""));

    assertThatThrownBy(() -> lookup(server.getURI()).findQuote(id))
        .isInstanceOf(QuoteNotGenuineException.class);
    assertThatThrownBy(() -> lookup(server.getURI()).reprice(id, new LatLng(0.18, 0.1)))
        .isInstanceOf(QuoteNotGenuineException.class);
    assertThat(why(id, OPERATOR).path("seal").asText()).isEqualTo("broken");
  }

  @Test
  void anOperatorSeesThePartsOfAPriceAndWhatTheyWereMadeOf() throws Exception {
    QuoteId id = made();
    Quote quote = lookup(server.getURI()).findQuote(id).orElseThrow();

    JsonNode why = why(id, OPERATOR);

    long sum = 0;
    for (JsonNode part : why.path("parts")) {
      sum += part.at("/amount/amount_minor").asLong();
    }
    assertThat(sum).isEqualTo(quote.fare().amountMinor());
    assertThat(why.path("parts").findValuesAsText("part"))
        .containsExactly(
            "base",
            "distance",
            "time",
            "band",
            "surge",
            "minimum",
            "stops",
            "booking_fee",
            "rounding");
    assertThat(why.at("/fare/amount_minor").asLong()).isEqualTo(quote.fare().amountMinor());
    assertThat(why.path("replayed_fare")).isEqualTo(why.path("fare"));
    assertThat(why.path("seal").asText()).isEqualTo("genuine");
    assertThat(why.at("/surge/cell").asText()).isEqualTo(quote.surge().cell().toString());
    assertThat(why.at("/surge").has("demand")).isTrue();
    assertThat(why.at("/fare_table/version").asText()).isEqualTo("kerb-defaults-1");
    assertThat(why.at("/fare_table/line").asInt()).isPositive();
    assertThat(why.at("/ride/distance_m").asLong()).isEqualTo(quote.distanceM());
  }

  @Test
  void aRiderIsToldInPlainWordsAndOnlyOfTheirOwn() throws Exception {
    QuoteId id = made();

    JsonNode why = why(id, RIDER);

    long sum = 0;
    for (JsonNode line : why.path("lines")) {
      sum += line.at("/amount/amount_minor").asLong();
    }
    assertThat(sum).isEqualTo(why.at("/fare/amount_minor").asLong());
    assertThat(why.path("lines").findValuesAsText("label"))
        .startsWith("Base fare", "Distance (5.6 km)")
        .contains("Booking fee");
    assertThat(why.fieldNames()).toIterable().containsExactly("quote_id", "fare", "lines");
    String path = "/v1/quotes/" + id + "/why";
    assertThat(send("GET", path, "rider:43", null).statusCode()).isEqualTo(404);
    assertThat(send("GET", path, "driver:42", null).statusCode()).isEqualTo(403);
    assertThat(send("GET", "/v1/quotes/" + unknown() + "/why", OPERATOR, null).statusCode())
        .isEqualTo(404);
  }

  @Test
  void whatPricingRefusesIsAnIllegalDropoff() throws Exception {
    HttpQuoteLookup lookup = lookup(server.getURI());
    QuoteId id = made();

    assertThatThrownBy(() -> lookup.reprice(id, new LatLng(1, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("outside market testville");
    assertThatThrownBy(() -> lookup.reprice(unknown(), new LatLng(0.18, 0.1)))
        .isInstanceOf(NoSuchElementException.class);
    assertThat(lookup.findQuote(unknown())).isEmpty();
  }

  @Test
  void aPricingThatIsAwayIsUnavailable() {
    HttpQuoteLookup away = lookup(URI.create("http://127.0.0.1:1"));

    assertThatThrownBy(() -> away.findQuote(unknown()))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().status()).isEqualTo(503);
              assertThat(e.problem().retryable()).isTrue();
            });
  }

  private static JsonNode why(QuoteId id, String token) throws Exception {
    HttpResponse<String> answer = send("GET", "/v1/quotes/" + id + "/why", token, null);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static QuoteId made() throws Exception {
    HttpResponse<String> answer = quote("{" + FROM + "," + TO + "," + PRODUCT + "}");
    return QuoteId.parse(JSON.readTree(answer.body()).path("quote_id").asText());
  }

  private static QuoteId unknown() {
    return new QuoteId(new UUID(0x018f000000007000L, 0x8000000000000000L));
  }

  private static HttpQuoteLookup lookup(URI base) {
    return new HttpQuoteLookup(base, () -> "service:trips", Duration.ofSeconds(5));
  }

  private static HttpResponse<String> quote(String body) throws Exception {
    return send("POST", "/v1/quotes", RIDER, body);
  }

  private static HttpResponse<String> send(String method, String path, String token, String body)
      throws IOException, InterruptedException {
    HttpRequest.BodyPublisher publisher =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body);
    return HTTP.send(
        request(path, token).method(method, publisher).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private static HttpRequest.Builder request(String path, String token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.getURI().resolve(path))
            .header("Content-Type", "application/json");
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }
}
