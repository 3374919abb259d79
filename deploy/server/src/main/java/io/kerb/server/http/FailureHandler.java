package io.kerb.server.http;

import io.kerb.runtime.http.Problem;
import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last catch: what no other handler took. Failures we know become their problem; the rest is
 * logged with its trace id and answered as an error of ours.
 */
@Singleton
@Primary
@Produces
public final class FailureHandler implements ExceptionHandler<RuntimeException, HttpResponse<?>> {
  private static final Logger LOG = LoggerFactory.getLogger(FailureHandler.class);

  @Override
  public HttpResponse<?> handle(HttpRequest request, RuntimeException failure) {
    String traceId = TraceFilter.traceId(request);
    Optional<Problem> known = ProblemOf.failure(failure);
    // Somebody's wrong argument may be our own: the log tells where it came from.
    boolean perhapsOurs = failure instanceof IllegalArgumentException;
    if (known.isEmpty() || known.get().status() >= 500 || perhapsOurs) {
      LOG.warn(
          "{} {} failed, trace {}", request.getMethodName(), request.getPath(), traceId, failure);
    }
    return ProblemBody.answer(
        known.orElseGet(
            () ->
                Problem.of(
                        500,
                        "internal_error",
                        "Internal error",
                        "An error on our side; the outcome is unknown. The trace id finds it in the"
                            + " logs.")
                    .retryable(0)),
        traceId);
  }
}
