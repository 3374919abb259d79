package io.kerb.server.http;

import io.kerb.runtime.http.Problem;
import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.stream.Collectors;

/** Every error answer of the framework becomes a problem answer, in one place. */
@Singleton
@Primary
public final class ProblemProcessor implements ErrorResponseProcessor<ProblemBody> {

  @Override
  public MutableHttpResponse<ProblemBody> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    Problem problem =
        context
            .getRootCause()
            .flatMap(ProblemOf::failure)
            .orElseGet(() -> ofStatus(context, response.status()));
    MutableHttpResponse<ProblemBody> answer =
        response
            .status(problem.status())
            .contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE)
            .body(ProblemBody.of(problem, TraceFilter.traceId(context.getRequest())));
    if (problem.retryAfterS() > 0) {
      answer.header("Retry-After", Integer.toString(problem.retryAfterS()));
    }
    return answer;
  }

  private static Problem ofStatus(ErrorContext context, HttpStatus status) {
    String detail =
        context.getErrors().stream().map(Error::getMessage).collect(Collectors.joining("; "));
    if (status.getCode() >= 500) {
      return Problem.of(
              status.getCode(),
              "internal_error",
              status.getReason(),
              "An error on our side; the outcome is unknown. The trace id finds it in the logs.")
          .retryable(0);
    }
    String code = status.getReason().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    return Problem.of(
        status.getCode(),
        code,
        status.getReason(),
        detail.isBlank()
            ? context.getRequest().getMethodName() + " " + context.getRequest().getPath()
            : detail);
  }
}
