package io.kerb.server.http;

import io.kerb.runtime.http.Problem;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import java.util.List;

/** A problem answer as it is written (RFC 9457 section 3.1, with our extension members). */
@Introspected
record ProblemBody(
    String type,
    String title,
    int status,
    String detail,
    String code,
    boolean retryable,
    String traceId,
    List<Problem.FieldError> errors) {

  static ProblemBody of(Problem problem, String traceId) {
    return new ProblemBody(
        "urn:kerb:problem:" + problem.code(),
        problem.title(),
        problem.status(),
        problem.detail(),
        problem.code(),
        problem.retryable(),
        traceId,
        problem.errors());
  }

  static MutableHttpResponse<ProblemBody> answer(Problem problem, String traceId) {
    MutableHttpResponse<ProblemBody> response =
        HttpResponse.<ProblemBody>status(HttpStatus.valueOf(problem.status()))
            .contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE)
            .body(of(problem, traceId));
    if (problem.retryAfterS() > 0) {
      response.header("Retry-After", Integer.toString(problem.retryAfterS()));
    }
    return response;
  }
}
