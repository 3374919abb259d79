package io.kerb.pricing.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SurgeOrderIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String BASE = "/v1/ops/markets/testville/surge/";
  private static final String SOON = Instant.now().plusSeconds(3_600).toString();

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
  void anOverrideIsGivenSeenOnTheMapAndWithdrawn() throws Exception {
    String body =
        "{\"whole_market\":true,\"multiplier\":1.4,\"ends_at\":\""
            + SOON
            + "\",\"reason\":\"fair\"}";
    HttpResponse<String> given = send("PUT", BASE + "override", "operator:olga", body);

    assertThat(given.statusCode()).as(given.body()).isEqualTo(200);
    JsonNode order = JSON.readTree(given.body());
    assertThat(order.path("state").asText()).isEqualTo("active");
    assertThat(order.path("given_by").asText()).isEqualTo("olga");
    String again = send("PUT", BASE + "override", "operator:otto", body).body();
    assertThat(JSON.readTree(again).path("order_id")).isEqualTo(order.path("order_id"));
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> isOnTheMap("override 1.4"));

    String path = BASE + "orders/" + order.path("order_id").asText();
    JsonNode ended = JSON.readTree(send("DELETE", path, "operator:otto", null).body());

    assertThat(ended.path("state").asText()).isEqualTo("withdrawn");
    assertThat(ended.path("withdrawn_by").asText()).isEqualTo("otto");
    assertThat(send("GET", BASE + "orders", "operator:olga", null).body()).doesNotContain("fair");
    assertThat(send("GET", BASE + "orders?all=true", "operator:olga", null).body())
        .contains("fair", "olga", "otto");
  }

  private static boolean isOnTheMap(String note) throws IOException, InterruptedException {
    return send("GET", "/v1/ops/surge?market_id=testville", "operator:olga", null)
        .body()
        .contains(note);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"multiplier\":1.4,END,WHY} | zone",
        "{\"whole_market\":true,\"zone\":\"x\",\"multiplier\":1.4,END,WHY} | zone",
        "{\"zone\":\"nowhere\",\"multiplier\":1.4,END,WHY} | zone",
        "{\"cells\":[\"zz\"],\"multiplier\":1.4,END,WHY} | cells",
        "{\"cells\":[\"1\"],\"multiplier\":1.4,END,WHY} | cells",
        "{\"whole_market\":true,\"multiplier\":0.9,END,WHY} | multiplier",
        "{\"whole_market\":true,\"multiplier\":2.6,END,WHY} | multiplier",
        "{\"whole_market\":true,\"multiplier\":1.45,END,WHY} | multiplier",
        "{\"whole_market\":true,\"multiplier\":1.4,WHY} | ends_at",
        "{\"whole_market\":true,\"multiplier\":1.4,\"ends_at\":\"2020-01-01T00:00:00Z\",WHY} |"
            + " ends_at",
        "{\"whole_market\":true,\"multiplier\":1.4,\"ends_at\":\"2099-01-01T00:00:00Z\",WHY} |"
            + " ends_at",
        "{\"whole_market\":true,\"multiplier\":1.4,END} | reason",
        "{\"whole_market\":true,\"product_id\":\"boat\",\"multiplier\":1.4,END,WHY} | product_id"
      })
  void whatMayNotBeIsNamed(String body, String field) throws Exception {
    HttpResponse<String> answer =
        send(
            "PUT",
            BASE + "override",
            "operator:olga",
            body.replace("END", "\"ends_at\":\"" + SOON + "\"")
                .replace("WHY", "\"reason\":\"a match\""));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    assertThat(JSON.readTree(answer.body()).path("errors").path(0).path("field").asText())
        .isEqualTo(field);
  }

  @Test
  void ridersGiveNoOrders() throws Exception {
    assertThat(send("PUT", BASE + "cap", "rider:42", "{}").statusCode()).isEqualTo(403);
  }

  private static HttpResponse<String> send(String method, String path, String token, String body)
      throws IOException, InterruptedException {
    HttpRequest.BodyPublisher content =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body);
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(server.getURL() + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, content)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
