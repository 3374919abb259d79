package io.kerb.city.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.kerb.city.api.Kerb;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Flow;

/** Server-sent events of one person: reconnects with backoff and the last event's id. */
final class EventFeed implements Kerb.Feed {
  /** The server sends a heartbeat every 10 s; after this silence the line is dead. */
  private static final Duration SILENCE_MAX = Duration.ofSeconds(30);

  private final Server server;
  private final CityLoop loop;
  private final Dialing dialing;
  private final Kerb.FeedListener listener;
  private String lastEventId = "";
  private Connection connection;

  EventFeed(Server server, CityLoop loop, Dialing dialing, Kerb.FeedListener listener) {
    this.server = server;
    this.loop = loop;
    this.dialing = dialing;
    this.listener = listener;
  }

  EventFeed open() {
    dialing.dial(this::connect);
    return this;
  }

  private void connect(String token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.http("/v1/events"))
            .header("Authorization", "Bearer " + token)
            .header("Accept", "text/event-stream");
    if (!lastEventId.isEmpty()) {
      request.header("Last-Event-ID", lastEventId);
    }
    Connection opened = new Connection();
    connection = opened;
    server
        .client()
        .sendAsync(
            request.GET().build(),
            info -> {
              opened.status = info.statusCode();
              return HttpResponse.BodySubscribers.fromLineSubscriber(opened);
            })
        .whenComplete((response, failure) -> loop.execute(() -> ended(opened)));
    watch(opened);
  }

  private void watch(Connection watched) {
    loop.after(
        SILENCE_MAX.dividedBy(3),
        () -> {
          if (connection == watched && !dialing.isClosed()) {
            if (watched.lastHeard.plus(SILENCE_MAX).isBefore(loop.now())) {
              watched.cancel();
              ended(watched);
            } else {
              watch(watched);
            }
          }
        });
  }

  private void ended(Connection ended) {
    if (connection == ended) {
      connection = null;
      if (ended.status == 401) {
        dialing.forgetToken();
      }
      dialing.dialAgain(this::connect);
    }
  }

  private void heard(Connection from, String line) {
    if (connection != from || dialing.isClosed() || from.status != 200) {
      return;
    }
    from.lastHeard = loop.now();
    from.up = true;
    dialing.succeeded();
    Optional<EventParser.Event> event = from.parser.line(line);
    event.ifPresent(this::deliver);
  }

  private void deliver(EventParser.Event event) {
    if (!event.id().isEmpty()) {
      lastEventId = event.id();
    }
    JsonNode data = Bodies.read(event.data());
    switch (event.type()) {
      case "trip" -> listener.onTrip(data);
      case "offer" -> listener.onOffer(data);
      default -> {
        // Such as offer_closed: the answer to an accept says the same.
      }
    }
  }

  @Override
  public boolean isUp() {
    return connection != null && connection.up;
  }

  @Override
  public void close() {
    dialing.close();
    if (connection != null) {
      connection.cancel();
    }
  }

  /** One response; its lines come on the client's threads and are handed to the loop. */
  private final class Connection implements Flow.Subscriber<String> {
    private final EventParser parser = new EventParser();
    private volatile int status;
    private volatile Flow.Subscription subscription;
    private volatile boolean canceled;
    private Instant lastHeard = loop.now();
    private boolean up;

    @Override
    public void onSubscribe(Flow.Subscription subscribed) {
      subscription = subscribed;
      if (canceled) {
        subscribed.cancel();
      } else {
        subscribed.request(Long.MAX_VALUE);
      }
    }

    @Override
    public void onNext(String line) {
      loop.execute(() -> heard(this, line));
    }

    @Override
    public void onError(Throwable failure) {
      loop.execute(() -> ended(this));
    }

    @Override
    public void onComplete() {
      loop.execute(() -> ended(this));
    }

    /** Before the answer's head there is no subscription yet: it is then ended as it comes. */
    void cancel() {
      canceled = true;
      Flow.Subscription subscribed = subscription;
      if (subscribed != null) {
        subscribed.cancel();
      }
    }
  }
}
