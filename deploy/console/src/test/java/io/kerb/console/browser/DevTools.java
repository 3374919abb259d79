package io.kerb.console.browser;

import static java.util.concurrent.TimeUnit.SECONDS;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The Chrome DevTools Protocol over one web socket: <a
 * href="https://chromedevtools.github.io/devtools-protocol/">its reference</a>.
 */
final class DevTools implements AutoCloseable {
  private static final int ANSWER_MAX_S = 60;
  static final ObjectMapper JSON = new ObjectMapper();

  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
  private final List<Consumer<JsonNode>> listeners = new CopyOnWriteArrayList<>();
  private WebSocket socket;

  private DevTools() {}

  static DevTools connect(URI address) {
    DevTools devTools = new DevTools();
    devTools.socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(address, devTools.new Receiver())
            .join();
    return devTools;
  }

  /** {@code session} is a page's, or null for the browser itself. */
  JsonNode ask(String session, String method, Map<String, ?> parameters) {
    int id = ids.incrementAndGet();
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", JSON.valueToTree(parameters));
    if (session != null) {
      message.put("sessionId", session);
    }
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    asked.put(id, answer);
    synchronized (this) {
      socket.sendText(message.toString(), true).join();
    }
    try {
      return answer.get(ANSWER_MAX_S, SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(method + " failed: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(method + " was interrupted", e);
    }
  }

  /** Called on the socket's thread with each event: {method, params, sessionId}. */
  void onEvent(Consumer<JsonNode> listener) {
    listeners.add(listener);
  }

  @Override
  public void close() {
    socket.abort();
  }

  private void receive(JsonNode message) {
    if (!message.has("id")) {
      listeners.forEach(listener -> listener.accept(message));
      return;
    }
    CompletableFuture<JsonNode> answer = asked.remove(message.get("id").asInt());
    if (answer == null) {
      return;
    }
    if (message.has("error")) {
      answer.completeExceptionally(new IllegalStateException(message.get("error").toString()));
    } else {
      answer.complete(message.get("result"));
    }
  }

  /** Nobody waits for answers that cannot come any more. */
  private void failAll(String reason, Throwable cause) {
    asked.forEach(
        (id, answer) -> answer.completeExceptionally(new IllegalStateException(reason, cause)));
  }

  private final class Receiver implements WebSocket.Listener {
    private final StringBuilder parts = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
      parts.append(data);
      if (last) {
        String text = parts.toString();
        parts.setLength(0);
        try {
          receive(JSON.readTree(text));
        } catch (JsonProcessingException e) {
          throw new IllegalStateException("Chromium sent no JSON: " + text, e);
        }
      }
      webSocket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int status, String reason) {
      failAll("Chromium closed the connection (" + status + " " + reason + ")", null);
      return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
      failAll("The connection to Chromium broke: " + error, error);
    }
  }
}
