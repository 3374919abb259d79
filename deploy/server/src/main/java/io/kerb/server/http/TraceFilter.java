package io.kerb.server.http;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** Gives each request a trace (W3C Trace Context, section 3): the caller's, or a new one. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE)
public final class TraceFilter {
  static final String HEADER = "traceparent";
  private static final String ATTRIBUTE = "kerb.traceparent";
  private static final Pattern TRACEPARENT =
      Pattern.compile("00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");
  private static final int TRACE_ID_START = 3;
  private static final int TRACE_ID_END = 35;

  @RequestFilter
  void begin(HttpRequest<?> request) {
    String given = request.getHeaders().get(HEADER);
    request.setAttribute(
        ATTRIBUTE, given != null && TRACEPARENT.matcher(given).matches() ? given : newTrace());
  }

  @ResponseFilter
  void end(HttpRequest<?> request, MutableHttpResponse<?> response) {
    response.header(HEADER, traceparent(request));
  }

  static String traceparent(HttpRequest<?> request) {
    return request.getAttribute(ATTRIBUTE, String.class).orElseGet(TraceFilter::newTrace);
  }

  static String traceId(HttpRequest<?> request) {
    return traceparent(request).substring(TRACE_ID_START, TRACE_ID_END);
  }

  private static String newTrace() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return String.format(
        "00-%016x%016x-%016x-01", random.nextLong(), random.nextLong(), random.nextLong());
  }
}
