package io.kerb.city.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.kerb.city.api.Kerb;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A driver's WebSocket: pings up, offers and trips down. Reconnects with backoff. */
final class SocketLine implements Kerb.Line {
  /** Every sent batch is answered by a receipt; after this silence the line is dead. */
  private static final Duration SILENCE_MAX = Duration.ofSeconds(30);

  /** Batches sent and not yet taken by the network: one; more would only grow old. */
  private static final int SENDING_MAX = 1;

  private final Server server;
  private final CityLoop loop;
  private final Dialing dialing;
  private final Kerb.FeedListener listener;
  private Connection connection;

  SocketLine(Server server, CityLoop loop, Dialing dialing, Kerb.FeedListener listener) {
    this.server = server;
    this.loop = loop;
    this.dialing = dialing;
    this.listener = listener;
  }

  SocketLine open() {
    dialing.dial(this::connect);
    return this;
  }

  private void connect(String token) {
    Connection opened = new Connection();
    server
        .client()
        .newWebSocketBuilder()
        .connectTimeout(Server.REQUEST_TIMEOUT)
        .header("Authorization", "Bearer " + token)
        .buildAsync(server.socket("/v1/drivers/me/stream"), opened)
        .whenComplete((socket, failure) -> loop.execute(() -> connected(opened, socket)));
  }

  private void connected(Connection opened, WebSocket socket) {
    if (socket == null) {
      // The token may have been the reason; a new one costs little.
      dialing.forgetToken();
      dialing.dialAgain(this::connect);
    } else if (dialing.isClosed()) {
      socket.abort();
    } else {
      opened.socket = socket;
      opened.lastHeard = loop.now();
      connection = opened;
      dialing.succeeded();
    }
  }

  private void ended(Connection ended) {
    if (connection == ended) {
      connection = null;
      ended.socket.abort();
      dialing.dialAgain(this::connect);
    }
  }

  private void heard(Connection from, String text) {
    from.lastHeard = loop.now();
    if (dialing.isClosed()) {
      return;
    }
    JsonNode message = Bodies.read(text);
    switch (message.path("type").asText()) {
      case "trip" -> listener.onTrip(message.path("trip"));
      case "offer" -> listener.onOffer(message.path("offer"));
      case "receipt" -> {
        for (JsonNode rejected : message.path("rejected")) {
          listener.onProblem("ping_" + rejected.path("code").asText());
        }
      }
      case "problem" -> listener.onProblem("socket_" + message.path("code").asText());
      default -> {
        // Such as offer_closed: the answer to an accept says the same.
      }
    }
  }

  @Override
  public boolean isUp() {
    return connection != null;
  }

  @Override
  public boolean send(String sessionId, List<Map<String, Object>> pings) {
    Connection line = connection;
    if (line == null || line.sending >= SENDING_MAX) {
      return false;
    }
    if (line.lastHeard.plus(SILENCE_MAX).isBefore(loop.now())) {
      ended(line);
      return false;
    }
    line.sending++;
    String text = Bodies.write(Map.of("type", "pings", "session_id", sessionId, "pings", pings));
    CompletableFuture<WebSocket> sent = line.socket.sendText(text, true);
    sent.whenComplete(
        (socket, failure) ->
            loop.execute(
                () -> {
                  line.sending--;
                  if (failure != null) {
                    ended(line);
                  }
                }));
    return true;
  }

  @Override
  public void close() {
    dialing.close();
    if (connection != null) {
      connection.socket.sendClose(WebSocket.NORMAL_CLOSURE, "bye");
      connection = null;
    }
  }

  /** One socket; its messages come on the client's threads and are handed to the loop. */
  private final class Connection implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();
    private WebSocket socket;
    private Instant lastHeard = loop.now();
    private int sending;

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        String message = text.toString();
        text.setLength(0);
        loop.execute(() -> heard(this, message));
      }
      webSocket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
      loop.execute(() -> ended(this));
      return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable failure) {
      loop.execute(() -> ended(this));
    }
  }
}
