package io.kerb.city.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kerb.city.api.Answer;
import io.kerb.city.api.Identity;
import io.kerb.city.api.Kerb;
import io.kerb.city.api.Request;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpKerbTest {
  private static final Identity ANNA = Identity.rider(7);

  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final AtomicInteger tokens = new AtomicInteger();
  private final List<Answer> answers = new CopyOnWriteArrayList<>();
  private final CityLoop loop = new CityLoop(Clock.systemUTC());
  private HttpServer server;
  private HttpKerb kerb;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext(
        "/v1/ops/tokens",
        exchange -> answer(exchange, 201, "{\"token\":\"t" + tokens.incrementAndGet() + "\"}"));
    server.start();
    kerb =
        new HttpKerb(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
            "operator",
            loop,
            new SplittableRandom(1));
  }

  @AfterEach
  void stop() {
    kerb.close();
    loop.close();
    server.stop(0);
  }

  private void answer(HttpExchange exchange, int status, String body) throws IOException {
    seen.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + " "
            + exchange.getRequestHeaders().getFirst("Authorization")
            + " "
            + exchange.getRequestHeaders().getFirst("Idempotency-Key")
            + " "
            + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private Answer ask(Request request) {
    loop.execute(() -> kerb.ask(request, answers::add));
    await().until(() -> !answers.isEmpty());
    return answers.remove(0);
  }

  @Test
  void each_person_gets_one_token_with_the_operators() {
    server.createContext("/v1/trips/current", exchange -> answer(exchange, 200, "{}"));
    ask(Request.get(ANNA, "/v1/trips/current"));
    ask(Request.get(ANNA, "/v1/trips/current"));
    assertThat(seen)
        .containsExactly(
            "POST /v1/ops/tokens Bearer operator null " + seen.get(0).replaceAll("^.*null ", ""),
            "GET /v1/trips/current Bearer t1 null ",
            "GET /v1/trips/current Bearer t1 null ");
    assertThat(seen.get(0)).contains("\"rider\"").contains("\"7\"");
  }

  @Test
  void a_failing_server_is_asked_again_with_the_same_key() {
    AtomicInteger calls = new AtomicInteger();
    server.createContext(
        "/v1/trips",
        exchange -> answer(exchange, calls.incrementAndGet() < 3 ? 503 : 201, "{\"version\":1}"));
    Answer got =
        ask(Request.post(ANNA, "/v1/trips", Map.of("quote_id", "q")).withKey("k").patiently());
    assertThat(got).isInstanceOf(Answer.Done.class);
    assertThat(seen.stream().filter(line -> line.contains("Bearer t1 k {\"quote_id\":\"q\"}")))
        .hasSize(3);
  }

  @Test
  void a_refusal_is_not_repeated_and_keeps_its_code() {
    server.createContext(
        "/v1/quotes",
        exchange -> answer(exchange, 422, "{\"code\":\"outside_market\",\"detail\":\"far\"}"));
    Answer got = ask(Request.post(ANNA, "/v1/quotes", Map.of()));
    assertThat(got).isEqualTo(new Answer.Refused(422, "outside_market", "far"));
    assertThat(seen).hasSize(2);
  }

  @Test
  void what_is_worthless_later_is_tried_once() {
    server.createContext("/v1/nearby", exchange -> answer(exchange, 500, "oops"));
    assertThat(ask(Request.get(ANNA, "/v1/nearby").once())).isEqualTo(new Answer.Lost("http_500"));
    assertThat(seen).hasSize(2);
  }

  @Test
  void a_token_that_is_no_longer_taken_is_renewed() {
    server.createContext(
        "/v1/trips/current",
        exchange -> {
          boolean old = exchange.getRequestHeaders().getFirst("Authorization").endsWith("t1");
          answer(exchange, old ? 401 : 200, "{}");
        });
    assertThat(ask(Request.get(ANNA, "/v1/trips/current"))).isInstanceOf(Answer.Done.class);
    assertThat(tokens.get()).isEqualTo(2);
  }

  @Test
  void a_server_that_is_not_there_is_waited_for() {
    int port = server.getAddress().getPort();
    server.stop(0);
    loop.execute(() -> kerb.ask(Request.get(ANNA, "/v1/trips/current").patiently(), answers::add));
    await()
        .pollDelay(java.time.Duration.ofMillis(300))
        .until(
            () -> {
              server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
              server.createContext("/v1/ops/tokens", e -> answer(e, 201, "{\"token\":\"t\"}"));
              server.createContext("/v1/trips/current", e -> answer(e, 200, "{}"));
              server.start();
              return true;
            });
    await().until(() -> !answers.isEmpty());
    assertThat(answers.get(0)).isInstanceOf(Answer.Done.class);
  }

  @Test
  void a_broken_event_stream_is_taken_up_again_where_it_ended() {
    AtomicInteger streams = new AtomicInteger();
    server.createContext(
        "/v1/events",
        exchange -> {
          int stream = streams.incrementAndGet();
          seen.add("last " + exchange.getRequestHeaders().getFirst("Last-Event-ID"));
          exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
          exchange.sendResponseHeaders(200, 0);
          OutputStream out = exchange.getResponseBody();
          String event =
              ": hello\n\nevent: trip\nid: a:"
                  + stream
                  + "\ndata: {\"version\":"
                  + stream
                  + "}\n\n";
          out.write(event.getBytes(StandardCharsets.UTF_8));
          out.flush();
          exchange.close();
        });
    List<Long> versions = new CopyOnWriteArrayList<>();
    Kerb.FeedListener listener =
        new Kerb.FeedListener() {
          @Override
          public void onTrip(JsonNode trip) {
            versions.add(trip.path("version").asLong());
          }

          @Override
          public void onOffer(JsonNode offer) {}

          @Override
          public void onProblem(String code) {}
        };
    loop.execute(() -> kerb.follow(ANNA, listener));
    await().until(() -> versions.size() >= 2);
    assertThat(versions).startsWith(1L, 2L);
    assertThat(seen).contains("last null", "last a:1");
  }
}
