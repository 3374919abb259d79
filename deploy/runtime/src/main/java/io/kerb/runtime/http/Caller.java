package io.kerb.runtime.http;

import io.kerb.location.api.DriverId;
import io.kerb.location.api.RiderId;
import io.micronaut.security.authentication.Authentication;
import java.util.Set;

/**
 * Who is calling, from the verified token.
 *
 * @param subject the token's {@code sub}
 */
public record Caller(String subject, Set<String> roles) {

  public static Caller of(Authentication authentication) {
    return new Caller(authentication.getName(), Set.copyOf(authentication.getRoles()));
  }

  public boolean is(String role) {
    return roles.contains(role);
  }

  /**
   * @throws ProblemException 403 if the token's subject is no rider's id
   */
  public RiderId rider() {
    try {
      return RiderId.parse(subject);
    } catch (IllegalArgumentException e) {
      throw badSubject(e);
    }
  }

  /**
   * @throws ProblemException 403 if the token's subject is no driver's id
   */
  public DriverId driver() {
    try {
      return DriverId.parse(subject);
    } catch (IllegalArgumentException e) {
      throw badSubject(e);
    }
  }

  private static ProblemException badSubject(IllegalArgumentException cause) {
    return Problem.of(403, "bad_subject", "Forbidden", "The token's sub: " + cause.getMessage())
        .exception();
  }
}
