package io.kerb.city.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executor;

/** Where the server is, and how long it is waited for. */
final class Server {
  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
  static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);

  private final URI base;
  private final HttpClient client;

  Server(URI base, Executor executor) {
    this.base = base;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .executor(executor)
            .build();
  }

  HttpClient client() {
    return client;
  }

  URI http(String path) {
    return URI.create(withoutSlash() + path);
  }

  URI socket(String path) {
    return URI.create(withoutSlash().replaceFirst("^http", "ws") + path);
  }

  private String withoutSlash() {
    String text = base.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}
