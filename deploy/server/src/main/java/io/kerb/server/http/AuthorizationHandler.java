package io.kerb.server.http;

import io.kerb.runtime.http.Problem;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.security.authentication.AuthorizationException;
import io.micronaut.security.authentication.DefaultAuthorizationExceptionHandler;
import jakarta.inject.Singleton;

/** No token, a bad token, or a token of the wrong role. */
@Singleton
@Replaces(DefaultAuthorizationExceptionHandler.class)
public final class AuthorizationHandler
    implements ExceptionHandler<AuthorizationException, MutableHttpResponse<?>> {

  @Override
  public MutableHttpResponse<?> handle(HttpRequest request, AuthorizationException refusal) {
    String traceId = TraceFilter.traceId(request);
    if (refusal.isForbidden()) {
      return ProblemBody.answer(
          Problem.of(
              403, "forbidden", "Forbidden", "Your token's role may not call " + request.getPath()),
          traceId);
    }
    return ProblemBody.answer(
            Problem.of(
                401,
                "unauthorized",
                "Unauthorized",
                "Send a valid token as 'Authorization: Bearer …'; it may be missing, expired or"
                    + " signed by another installation."),
            traceId)
        .header("WWW-Authenticate", "Bearer realm=\"kerb\"");
  }
}
