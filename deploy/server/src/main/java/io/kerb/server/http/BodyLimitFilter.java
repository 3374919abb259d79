package io.kerb.server.http;

import io.kerb.runtime.http.Problem;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;

/**
 * Bodies are small: 16 KiB, but for a phone's backlog of pings, which Netty's own limit ({@code
 * micronaut.server.max-request-size}) bounds.
 */
@ServerFilter("/v1/**")
public final class BodyLimitFilter {
  static final int BODY_MAX_BYTES = 16 * 1024;
  private static final String PINGS = "/v1/drivers/me/pings";

  @RequestFilter
  @Nullable
  HttpResponse<?> check(HttpRequest<?> request) {
    if (request.getContentLength() <= BODY_MAX_BYTES || request.getPath().equals(PINGS)) {
      return null;
    }
    return ProblemBody.answer(
        Problem.of(
            413,
            "body_too_large",
            "Body too large",
            "The body has "
                + request.getContentLength()
                + " bytes; at most "
                + BODY_MAX_BYTES
                + " are taken here."),
        TraceFilter.traceId(request));
  }
}
