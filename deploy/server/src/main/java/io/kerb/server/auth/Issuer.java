package io.kerb.server.auth;

import java.util.Map;

/**
 * Whose tokens are good here, and for whom; a company with an identity provider of its own names
 * that, and the roles' own tokens follow.
 *
 * @param name the claim {@code iss}
 * @param audience the claim {@code aud}
 */
public record Issuer(String name, String audience) {

  /** As application.yml reads them, for tools that run without the server. */
  public static Issuer of(Map<String, String> environment) {
    return new Issuer(
        environment.getOrDefault("KERB_TOKEN_ISSUER", "kerb"),
        environment.getOrDefault("KERB_TOKEN_AUDIENCE", "kerb-api"));
  }
}
