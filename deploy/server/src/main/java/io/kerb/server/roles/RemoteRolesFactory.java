package io.kerb.server.roles;

import io.kerb.pricing.adapter.client.HttpQuoteLookup;
import io.kerb.pricing.api.QuoteLookup;
import io.kerb.server.auth.TokenMint;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;

/** The ports whose owner runs in another process: the same question, over HTTP. */
@Factory
final class RemoteRolesFactory {
  private static final Duration TOKEN_TTL = Duration.ofMinutes(5);
  private static final Duration QUOTE_DEADLINE = Duration.ofSeconds(3);
  private static final String SUBJECT = "1";

  @Singleton
  @Requires(property = "kerb.role.trips", value = "true")
  @Requires(property = "kerb.role.pricing", value = "false")
  QuoteLookup remoteQuotes(@Value("${kerb.pricing-url}") URI pricing, TokenMint mint) {
    return new HttpQuoteLookup(
        pricing, () -> mint.mint("service", SUBJECT, TOKEN_TTL).text(), QUOTE_DEADLINE);
  }
}
