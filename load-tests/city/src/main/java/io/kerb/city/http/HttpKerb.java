package io.kerb.city.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.kerb.city.api.Answer;
import io.kerb.city.api.Identity;
import io.kerb.city.api.Kerb;
import io.kerb.city.api.Request;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The API over HTTP/1.1, asynchronous; state lives on the loop's thread. A server that cannot be
 * reached or answers 5xx or 429 is asked again while the request's patience lasts: the commands of
 * the API may be repeated.
 */
public final class HttpKerb implements Kerb, AutoCloseable {
  private static final int THREADS = 2;

  /** What a cold or busy server has not begun yet waits here, where no timeout runs. */
  private static final int IN_FLIGHT_MAX = 64;

  private static final int QUEUED_MAX = 10_000;

  private final CityLoop loop;
  private final RandomGenerator random;
  private final ExecutorService executor;
  private final Server server;
  private final TokenDesk tokens;
  private final Deque<Attempt> queued = new ArrayDeque<>();
  private int inFlight;

  public HttpKerb(URI base, String operatorToken, CityLoop loop, RandomGenerator random) {
    this.loop = loop;
    this.random = random;
    this.executor =
        Executors.newFixedThreadPool(
            THREADS,
            action -> {
              Thread thread = new Thread(action, "city-http");
              thread.setDaemon(true);
              return thread;
            });
    this.server = new Server(base, executor);
    this.tokens = new TokenDesk(server, operatorToken, loop);
  }

  /** One request on its way, with what it has gone through. */
  private static final class Attempt {
    private final Request request;
    private final Consumer<Answer> then;
    private final Instant deadline;
    private int failures;
    private boolean tokenRenewed;

    Attempt(Request request, Consumer<Answer> then, Instant deadline) {
      this.request = request;
      this.then = then;
      this.deadline = deadline;
    }
  }

  @Override
  public void ask(Request request, Consumer<Answer> then) {
    enqueue(new Attempt(request, then, loop.now().plus(request.patience())));
  }

  private void enqueue(Attempt attempt) {
    if (queued.size() >= QUEUED_MAX) {
      attempt.then.accept(new Answer.Lost("city_overloaded"));
      return;
    }
    queued.add(attempt);
    drain();
  }

  private void drain() {
    while (inFlight < IN_FLIGHT_MAX && !queued.isEmpty()) {
      Attempt attempt = queued.poll();
      inFlight++;
      tokens.withToken(attempt.request.who(), token -> send(attempt, token));
    }
  }

  private void send(Attempt attempt, Optional<String> token) {
    if (token.isEmpty()) {
      finish(() -> retryOrElse(attempt, Optional.empty(), new Answer.Lost("no_token")));
      return;
    }
    Request request = attempt.request;
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(server.http(request.path()))
            .timeout(Server.REQUEST_TIMEOUT)
            .header("Authorization", "Bearer " + token.get())
            .header("Accept", "application/json");
    request.idempotencyKey().ifPresent(key -> builder.header("Idempotency-Key", key));
    if (request.body() == null) {
      builder.method(request.method(), HttpRequest.BodyPublishers.noBody());
    } else {
      builder
          .header("Content-Type", "application/json")
          .method(
              request.method(), HttpRequest.BodyPublishers.ofString(Bodies.write(request.body())));
    }
    server
        .client()
        .sendAsync(builder.build(), HttpResponse.BodyHandlers.ofString())
        .whenComplete(
            (response, failure) ->
                loop.execute(() -> finish(() -> receive(attempt, response, failure))));
  }

  private void finish(Runnable handle) {
    inFlight--;
    handle.run();
    drain();
  }

  private void receive(Attempt attempt, HttpResponse<String> response, Throwable failure) {
    if (failure != null) {
      retryOrElse(attempt, Optional.empty(), new Answer.Lost(reason(failure)));
      return;
    }
    int status = response.statusCode();
    JsonNode body = Bodies.read(response.body());
    if (status / 100 == 2) {
      attempt.then.accept(new Answer.Done(status, body));
      return;
    }
    String code = body.path("code").asText("http_" + status);
    Answer refused = new Answer.Refused(status, code, body.path("detail").asText());
    if (status == 401 && !attempt.tokenRenewed) {
      attempt.tokenRenewed = true;
      tokens.forget(attempt.request.who());
      enqueue(attempt);
    } else if (status >= 500) {
      retryOrElse(attempt, retryAfter(response), new Answer.Lost(code));
    } else if (status == 429 || code.equals("idempotency_in_flight")) {
      retryOrElse(attempt, retryAfter(response), refused);
    } else {
      attempt.then.accept(refused);
    }
  }

  private static String reason(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof HttpTimeoutException ? "timeout" : "unreachable";
  }

  private static Optional<Duration> retryAfter(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(text -> text.matches("\\d{1,4}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)));
  }

  private void retryOrElse(Attempt attempt, Optional<Duration> wait, Answer otherwise) {
    attempt.failures++;
    Duration backoff = wait.orElseGet(() -> Backoff.after(attempt.failures, random));
    if (loop.now().plus(backoff).isAfter(attempt.deadline)) {
      attempt.then.accept(otherwise);
    } else {
      loop.after(backoff, () -> enqueue(attempt));
    }
  }

  @Override
  public Feed follow(Identity who, FeedListener listener) {
    return new EventFeed(server, loop, dialing(who), listener).open();
  }

  @Override
  public Line connect(Identity who, FeedListener listener) {
    return new SocketLine(server, loop, dialing(who), listener).open();
  }

  private Dialing dialing(Identity who) {
    return new Dialing(tokens, loop, random, who);
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
