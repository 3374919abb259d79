package io.kerb.trip.adapter.push;

import io.kerb.runtime.http.Caller;
import io.kerb.runtime.http.ProblemException;
import io.kerb.runtime.http.Role;
import io.kerb.trip.push.Subscriber;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.websocket.CloseReason;
import io.micronaut.websocket.WebSocketSession;
import io.micronaut.websocket.annotation.OnError;
import io.micronaut.websocket.annotation.OnMessage;
import io.micronaut.websocket.annotation.OnOpen;
import io.micronaut.websocket.annotation.ServerWebSocket;
import io.micronaut.websocket.event.WebSocketSessionClosedEvent;
import jakarta.inject.Named;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The driver app's one socket (RFC 6455): pings up, receipts, offers and trips down.
 *
 * <p>There is no {@code @OnClose} on purpose: with it, the framework drops the socket without a
 * close frame, and clients see an abnormal end. The session's closed event does the cleaning.
 */
@ServerWebSocket("/v1/drivers/me/stream")
@Secured(Role.DRIVER)
public class DriverSocket implements ApplicationEventListener<WebSocketSessionClosedEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(DriverSocket.class);

  /**
   * Frames between {@link PingFrames#FRAME_MAX_BYTES} and this are refused with a problem; beyond
   * it, the connection is not worth keeping.
   */
  private static final int READ_MAX_BYTES = 64 * 1024;

  private final Streams streams;
  private final PingFrames frames;
  private final Executor blocking;
  private final Map<String, DriverConnection> connections = new ConcurrentHashMap<>();

  DriverSocket(
      Streams streams, PingFrames frames, @Named(TaskExecutors.BLOCKING) Executor blocking) {
    this.streams = streams;
    this.frames = frames;
    this.blocking = blocking;
  }

  @OnOpen
  public void open(WebSocketSession session) {
    Authentication caller =
        session
            .getUserPrincipal()
            .filter(Authentication.class::isInstance)
            .map(Authentication.class::cast)
            .orElseThrow(() -> new IllegalStateException("a socket without its caller"));
    try {
      DriverConnection connection =
          new DriverConnection(Caller.of(caller).driver(), frames, new SocketLine(session));
      connections.put(session.getId(), connection);
      // Off the event loop, because the snapshot is read from the store.
      blocking.execute(() -> begin(session, caller, connection));
    } catch (ProblemException e) {
      session.close(closing(e));
    }
  }

  private void begin(WebSocketSession session, Authentication caller, DriverConnection connection) {
    try {
      connection.begin(
          streams.open(
              caller,
              new Subscriber.Driver(connection.driver()),
              session.getRequestParameters().get("last_event_id")));
    } catch (ProblemException e) {
      session.close(closing(e));
    } catch (RuntimeException e) {
      LOG.warn("a driver's stream could not be opened", e);
      session.close(new CloseReason(CloseReason.TRY_AGAIN_LATER.getCode(), "store_unavailable"));
    }
  }

  private static CloseReason closing(ProblemException e) {
    CloseReason kind =
        e.problem().retryable() ? CloseReason.TRY_AGAIN_LATER : CloseReason.POLICY_VIOLATION;
    return new CloseReason(kind.getCode(), e.problem().code());
  }

  @OnMessage(maxPayloadLength = READ_MAX_BYTES)
  public void receive(String frame, WebSocketSession session) {
    DriverConnection connection = connections.get(session.getId());
    if (connection != null) {
      connection.receive(frame);
    }
  }

  @OnError
  public void failed(WebSocketSession session, Throwable failure) {
    LOG.debug("a driver's socket failed", failure);
    session.close(CloseReason.INVALID_FRAME_PAYLOAD_DATA);
  }

  @Override
  public void onApplicationEvent(WebSocketSessionClosedEvent event) {
    DriverConnection connection = connections.remove(event.getSource().getId());
    if (connection != null) {
      connection.gone();
    }
  }
}
