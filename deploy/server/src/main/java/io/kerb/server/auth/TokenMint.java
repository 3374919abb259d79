package io.kerb.server.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Set;

/** Signs tokens (JWT, RFC 7519) with this installation's own key. */
public final class TokenMint {
  /** Longest life of a token. */
  public static final Duration TTL_MAX = Duration.ofDays(7);

  private static final Set<String> ROLES = Set.of("rider", "driver", "operator", "service");

  private final ECKey key;
  private final Issuer issuer;
  private final Clock clock;

  public TokenMint(ECKey key, Issuer issuer, Clock clock) {
    this.key = key;
    this.issuer = issuer;
    this.clock = clock;
  }

  /** A token and when it ends. */
  public record Token(String text, Instant expiresAt) {}

  /**
   * @throws IllegalArgumentException if the role is unknown, the subject no positive 64-bit number,
   *     or the life longer than {@link #TTL_MAX}
   */
  public Token mint(String role, String subject, Duration ttl) {
    check(role, subject, ttl);
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Instant expiresAt = now.plus(ttl);
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer.name())
            .audience(issuer.audience())
            .subject(subject)
            .claim("roles", List.of(role))
            .issueTime(Date.from(now))
            .expirationTime(Date.from(expiresAt))
            .build();
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
    try {
      jwt.sign(new ECDSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("could not sign a token", e);
    }
    return new Token(jwt.serialize(), expiresAt);
  }

  private static void check(String role, String subject, Duration ttl) {
    if (role == null || !ROLES.contains(role)) {
      throw new IllegalArgumentException(
          "role must be rider, driver or operator, but was '" + role + "'");
    }
    if (subject == null || !subject.matches("[1-9][0-9]{0,17}")) {
      throw new IllegalArgumentException(
          "subject must be a positive decimal number, but was '" + subject + "'");
    }
    if (ttl.isNegative() || ttl.isZero() || ttl.compareTo(TTL_MAX) > 0) {
      throw new IllegalArgumentException(
          "ttl_s must be 1 to " + TTL_MAX.toSeconds() + ", but was " + ttl.toSeconds());
    }
  }
}
