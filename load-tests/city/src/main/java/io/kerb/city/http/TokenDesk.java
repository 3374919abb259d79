package io.kerb.city.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.kerb.city.api.Identity;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Gets each person's token once, with the operator's. On the loop's thread. */
final class TokenDesk {
  /** Then the oldest is forgotten, and asked for again if need be. */
  private static final int KEPT_MAX = 20_000;

  private final Server server;
  private final String operatorToken;
  private final CityLoop loop;
  private final Map<Identity, String> tokens =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Identity, String> eldest) {
          return size() > KEPT_MAX;
        }
      };
  private final Map<Identity, List<Consumer<Optional<String>>>> asking = new HashMap<>();

  TokenDesk(Server server, String operatorToken, CityLoop loop) {
    this.server = server;
    this.operatorToken = operatorToken;
    this.loop = loop;
  }

  /** Gives the token, or nothing if the server gave none. */
  void withToken(Identity who, Consumer<Optional<String>> then) {
    String known = tokens.get(who);
    if (known != null) {
      then.accept(Optional.of(known));
      return;
    }
    List<Consumer<Optional<String>>> others = asking.get(who);
    if (others != null) {
      others.add(then);
      return;
    }
    asking.put(who, new ArrayList<>(List.of(then)));
    String role = who.role().name().toLowerCase(Locale.ROOT);
    HttpRequest request =
        HttpRequest.newBuilder(server.http("/v1/ops/tokens"))
            .timeout(Server.REQUEST_TIMEOUT)
            .header("Authorization", "Bearer " + operatorToken)
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    Bodies.write(Map.of("role", role, "subject", who.subject()))))
            .build();
    server
        .client()
        .sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .whenComplete(
            (response, failure) ->
                loop.execute(() -> deliver(who, failure == null ? response : null)));
  }

  private void deliver(Identity who, HttpResponse<String> response) {
    Optional<String> token = Optional.empty();
    if (response != null && response.statusCode() / 100 == 2) {
      JsonNode body = Bodies.read(response.body());
      token = Optional.of(body.path("token").asText());
      tokens.put(who, token.get());
    }
    Optional<String> delivered = token;
    asking.remove(who).forEach(then -> then.accept(delivered));
  }

  /** The server did not take it. */
  void forget(Identity who) {
    tokens.remove(who);
  }
}
