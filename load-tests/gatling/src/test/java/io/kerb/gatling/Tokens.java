package io.kerb.gatling;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jmesPath;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;

/** A token for the session's {@code subject}. */
final class Tokens {
  private Tokens() {}

  static ChainBuilder ask(Settings settings, String role) {
    return exec(
        http("token")
            .post("/v1/ops/tokens")
            .header("Authorization", "Bearer " + settings.operatorToken())
            .body(StringBody("{\"role\":\"" + role + "\",\"subject\":\"#{subject}\"}"))
            .check(status().is(201), jmesPath("token").saveAs("token")));
  }
}
