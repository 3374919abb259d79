package io.kerb.server.auth;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import io.kerb.runtime.http.Problem;
import io.kerb.runtime.http.Role;
import io.micronaut.context.annotation.Value;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * This installation as its own identity provider: the public key for whoever verifies, and tokens
 * for simulated apps. A company with a provider of its own turns token issuing off.
 */
@Controller
public class AuthController {
  private static final Duration TTL_DEFAULT = Duration.ofDays(1);

  private final ECKey key;
  private final TokenMint mint;
  private final boolean issuesTokens;

  AuthController(ECKey key, TokenMint mint, @Value("${kerb.auth.issue-tokens}") boolean issues) {
    this.key = key;
    this.mint = mint;
    this.issuesTokens = issues;
  }

  @Introspected
  record TokenRequest(String role, String subject, @Nullable Long ttlS) {}

  @Introspected
  record TokenView(String token, String role, String subject, Instant expiresAt) {}

  /** The public keys (RFC 7517). */
  @Get("/.well-known/jwks.json")
  @Secured(SecurityRule.IS_ANONYMOUS)
  public Map<String, Object> keys() {
    return new JWKSet(key).toPublicJWKSet().toJSONObject();
  }

  @Post("/v1/ops/tokens")
  @Status(HttpStatus.CREATED)
  @Secured(Role.OPERATOR)
  public TokenView issue(@Body TokenRequest request) {
    if (!issuesTokens) {
      throw Problem.notFound(
              "token_issuing_off",
              "This installation issues no tokens (kerb.auth.issue-tokens is false); ask its"
                  + " identity provider.")
          .exception();
    }
    if (Role.SERVICE.equals(request.role())) {
      throw Problem.badRequest("invalid_field", "role must be rider, driver or operator")
          .exception();
    }
    Duration ttl = request.ttlS() == null ? TTL_DEFAULT : Duration.ofSeconds(request.ttlS());
    TokenMint.Token token = mint.mint(request.role(), request.subject(), ttl);
    return new TokenView(token.text(), request.role(), request.subject(), token.expiresAt());
  }
}
