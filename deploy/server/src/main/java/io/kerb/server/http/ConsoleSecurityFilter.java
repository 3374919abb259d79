package io.kerb.server.http;

import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** The console asks nobody but this server: its browser is told to hold it to that. */
@ServerFilter("/console/**")
public final class ConsoleSecurityFilter {
  @ResponseFilter
  void harden(MutableHttpResponse<?> response) {
    response
        .header(
            "Content-Security-Policy",
            "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'")
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .header("Cache-Control", "no-cache");
  }
}
