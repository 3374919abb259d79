package io.kerb.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kerb.server.auth.Issuer;
import io.kerb.server.auth.TokenMint;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The house without any role: what every endpoint inherits. */
class ProblemAnswersTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path home;
  private static EmbeddedServer server;

  @BeforeAll
  static void start() {
    server =
        ApplicationContext.run(
            EmbeddedServer.class,
            Map.of("micronaut.server.port", -1, "kerb.home", home.toString()));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"role":"driver","subject":"7","x":1}    | 400 | unknown_field  | x
          {"role":"driver"                         | 400 | malformed_json | line 1
          {"role":"pope","subject":"7"}            | 400 | invalid_field  | pope
          {"role":"driver","subject":"-7"}         | 400 | invalid_field  | -7
          {"role":"driver","subject":"7","ttl_s":"soon"} | 400 | invalid_field | 'soon' is no number
          {"role":"service","subject":"7"}         | 400 | invalid_field  | operator
          {}                                       | 400 | invalid_field  | role
          []                                       | 400 | malformed_json | object
          """)
  void a_bad_body_is_answered_with_its_field_and_code(
      String body, int status, String code, String hint) throws Exception {
    HttpResponse<String> answer = post("/v1/ops/tokens", token("operator"), body);

    assertProblem(answer, status, code);
    assertThat(JSON.readTree(answer.body()).get("detail").asText()).contains(hint);
  }

  @Test
  void an_operator_gets_a_token_that_works_as_its_role() throws Exception {
    HttpResponse<String> issued =
        post("/v1/ops/tokens", token("operator"), "{\"role\":\"operator\",\"subject\":\"9\"}");
    assertThat(issued.statusCode()).isEqualTo(201);

    String second = JSON.readTree(issued.body()).get("token").asText();
    assertThat(
            post("/v1/ops/tokens", second, "{\"role\":\"rider\",\"subject\":\"1\"}").statusCode())
        .isEqualTo(201);
  }

  @Test
  void without_a_token_the_answer_is_401() throws Exception {
    HttpResponse<String> answer = post("/v1/ops/tokens", null, "{}");

    assertProblem(answer, 401, "unauthorized");
    assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
  }

  @Test
  void a_token_of_another_role_is_403() throws Exception {
    assertProblem(post("/v1/ops/tokens", token("rider"), "{}"), 403, "forbidden");
  }

  @Test
  void a_token_signed_elsewhere_is_401(@TempDir Path elsewhere) throws Exception {
    TokenMint other =
        new TokenMint(
            io.kerb.server.auth.KeyFiles.at(elsewhere).signingKey(),
            new Issuer("kerb", "kerb-api"),
            java.time.Clock.systemUTC());

    assertProblem(
        post("/v1/ops/tokens", other.mint("operator", "1", Duration.ofHours(1)).text(), "{}"),
        401,
        "unauthorized");
  }

  @Test
  void an_unknown_path_is_404_and_a_wrong_method_405() throws Exception {
    assertProblem(post("/v1/nothing", token("operator"), "{}"), 404, "not_found");
    assertProblem(get("/v1/ops/tokens", token("operator")), 405, "method_not_allowed");
  }

  @Test
  void a_body_over_16_kib_is_413() throws Exception {
    assertProblem(
        post("/v1/ops/tokens", token("operator"), " ".repeat(16 * 1024 + 1)),
        413,
        "body_too_large");
  }

  @Test
  void the_callers_trace_comes_back() throws Exception {
    String trace = "0af7651916cd43dd8448eb211c80319c";
    HttpResponse<String> answer =
        CLIENT.send(
            HttpRequest.newBuilder(uri("/v1/ops/tokens"))
                .header("traceparent", "00-" + trace + "-b7ad6b7169203331-01")
                .GET()
                .build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(JSON.readTree(answer.body()).get("trace_id").asText()).isEqualTo(trace);
  }

  @Test
  void health_keys_and_the_api_description_need_no_token() throws Exception {
    assertThat(get("/health", null).statusCode()).isEqualTo(200);
    assertThat(get("/openapi.yml", null).body()).contains("/v1/ops/tokens");
    JsonNode key = JSON.readTree(get("/.well-known/jwks.json", null).body()).get("keys").get(0);
    assertThat(key.has("x")).isTrue();
    assertThat(key.has("d")).as("the private part").isFalse();
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String code)
      throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    JsonNode body = JSON.readTree(answer.body());
    assertThat(body.get("code").asText()).isEqualTo(code);
    assertThat(body.get("type").asText()).isEqualTo("urn:kerb:problem:" + code);
    assertThat(body.get("trace_id").asText()).hasSize(32);
  }

  private static String token(String role) {
    return server
        .getApplicationContext()
        .getBean(TokenMint.class)
        .mint(role, "1", Duration.ofHours(1))
        .text();
  }

  private static HttpResponse<String> get(String path, String token)
      throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri(path)).GET(), token);
  }

  private static HttpResponse<String> post(String path, String token, String body)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)),
        token);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request, String token)
      throws IOException, InterruptedException {
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static URI uri(String path) {
    return server.getURI().resolve(path);
  }
}
