package io.kerb.pricing.adapter.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kerb.location.api.LatLng;
import io.kerb.pricing.adapter.QuoteCodec;
import io.kerb.pricing.adapter.Refusals;
import io.kerb.pricing.api.Quote;
import io.kerb.pricing.api.QuoteId;
import io.kerb.pricing.api.QuoteLookup;
import io.kerb.pricing.api.QuoteNotGenuineException;
import io.kerb.runtime.http.Problem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a pricing role in another process. Both questions change nothing there, so they may be
 * repeated: at most {@link #TRIES_MAX} times, all within one deadline.
 */
public final class HttpQuoteLookup implements QuoteLookup {
  static final int TRIES_MAX = 3;

  private static final Logger LOG = LoggerFactory.getLogger(HttpQuoteLookup.class);
  private static final JsonMapper JSON = new JsonMapper();
  private static final Duration RETRY_PAUSE = Duration.ofMillis(50);
  private static final int RETRY_AFTER_S = 2;

  private final URI baseUri;
  private final Supplier<String> serviceToken;
  private final Duration deadline;
  private final HttpClient http;

  /**
   * @param baseUri of the pricing role, such as {@code http://pricing:8080}
   * @param serviceToken a fresh token with role service, asked for before each try
   * @param deadline for one question with all its tries
   */
  public HttpQuoteLookup(URI baseUri, Supplier<String> serviceToken, Duration deadline) {
    this.baseUri = baseUri;
    this.serviceToken = serviceToken;
    this.deadline = deadline;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(deadline)
            .build();
  }

  @Override
  public Optional<Quote> findQuote(QuoteId id) {
    HttpResponse<String> answer = ask(request("/internal/quotes/" + id).GET());
    return switch (answer.statusCode()) {
      case 200 -> Optional.of(QuoteCodec.decode(answer.body()));
      case 404 -> {
        requireQuoteNotFound(answer);
        yield Optional.empty();
      }
      case 409 -> throw notGenuine(id, answer);
      default -> throw unexpected(answer);
    };
  }

  @Override
  public Quote reprice(QuoteId id, LatLng newDropoff) {
    String body =
        "{\"dropoff\":{\"latitude\":%s,\"longitude\":%s}}"
            .formatted(newDropoff.latitude(), newDropoff.longitude());
    HttpResponse<String> answer =
        ask(
            request("/internal/quotes/" + id + "/reprice")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    return switch (answer.statusCode()) {
      case 200 -> QuoteCodec.decode(answer.body());
      case 404 -> {
        requireQuoteNotFound(answer);
        throw new NoSuchElementException("no quote " + id);
      }
      case 409 -> throw notGenuine(id, answer);
      case 400, 422 -> throw new IllegalArgumentException(field(answer, "detail"));
      default -> throw unexpected(answer);
    };
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(baseUri.resolve(path)).header("Accept", "application/json");
  }

  /** The first answer that is not 5xx; the last one otherwise. */
  private HttpResponse<String> ask(HttpRequest.Builder request) {
    long end = System.nanoTime() + deadline.toNanos();
    String failure = "no answer within " + deadline;
    for (int tries = 1; tries <= TRIES_MAX; tries++) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        break;
      }
      try {
        HttpResponse<String> answer =
            http.send(
                request
                    .setHeader("Authorization", "Bearer " + serviceToken.get())
                    .timeout(Duration.ofNanos(left))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() < 500) {
          return answer;
        }
        failure = "HTTP " + answer.statusCode();
      } catch (IOException e) {
        failure = e.toString();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while asking pricing", e);
      }
      pause();
    }
    LOG.warn("pricing at {} did not answer: {}", baseUri, failure);
    throw Problem.unavailable(
            "pricing_unavailable",
            "Pricing does not answer now; nothing was changed.",
            RETRY_AFTER_S)
        .exception();
  }

  private static void pause() {
    try {
      Thread.sleep(RETRY_PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking pricing", e);
    }
  }

  /** A 404 of a path that is not there (a wrong address, the role off) is no missing quote. */
  private static void requireQuoteNotFound(HttpResponse<String> answer) {
    if (!field(answer, "code").equals("quote_not_found")) {
      throw unexpected(answer);
    }
  }

  private static RuntimeException notGenuine(QuoteId id, HttpResponse<String> answer) {
    return field(answer, "code").equals(Refusals.NOT_GENUINE)
        ? new QuoteNotGenuineException(id)
        : unexpected(answer);
  }

  private static String field(HttpResponse<String> answer, String name) {
    try {
      return JSON.readTree(answer.body()).path(name).asText();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("pricing answered with no JSON to " + answer.uri(), e);
    }
  }

  private static RuntimeException unexpected(HttpResponse<String> answer) {
    return new IllegalStateException(
        "pricing answered HTTP " + answer.statusCode() + " to " + answer.uri());
  }
}
