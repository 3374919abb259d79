package io.kerb.trip.adapter.push;

import io.kerb.trip.push.CloseReason;
import io.kerb.trip.push.Notice;
import io.kerb.trip.push.Viewer;
import io.micronaut.websocket.WebSocketSession;
import java.util.concurrent.atomic.AtomicInteger;

/** A driver's WebSocket. */
final class SocketLine implements Stream.Line {
  /** Frames handed to the socket that it has not written yet. */
  private static final int UNWRITTEN_MAX = 8;

  /** Beyond it the client sends, but does not read. */
  private static final int UNREAD_ANSWERS_MAX = 64;

  private static final byte[] PING = new byte[0];

  private final WebSocketSession session;
  private final AtomicInteger unwritten = new AtomicInteger();
  private volatile Runnable onReady = () -> {};

  SocketLine(WebSocketSession session) {
    this.session = session;
  }

  /** Called when the client takes more again. */
  void onReady(Runnable drain) {
    this.onReady = drain;
  }

  @Override
  public boolean ready() {
    return unwritten.get() < UNWRITTEN_MAX && session.isOpen();
  }

  @Override
  public void send(Notice notice) {
    write(frame(notice));
  }

  /** To one of the driver's own frames. */
  void answer(String text) {
    if (unwritten.get() < UNREAD_ANSWERS_MAX) {
      write(text);
    } else {
      abort();
    }
  }

  private void write(String text) {
    if (!session.isOpen()) {
      return;
    }
    unwritten.incrementAndGet();
    session
        .sendAsync(text)
        .whenComplete(
            (sent, failure) -> {
              unwritten.decrementAndGet();
              onReady.run();
            });
  }

  private static String frame(Notice notice) {
    String name = NoticeNames.of(notice);
    String json = notice.payload().jsonFor(Viewer.DRIVER);
    return switch (name) {
      case "trip", "offer" -> "{\"type\":\"" + name + "\",\"" + name + "\":" + json + "}";
      default -> "{\"type\":\"" + name + "\"," + json.substring(1);
    };
  }

  @Override
  public void heartbeat() {
    session.sendPingAsync(PING);
  }

  @Override
  public void end(CloseReason reason) {
    session.close(new io.micronaut.websocket.CloseReason(closeCode(reason), reason.code()));
  }

  /** RFC 6455 section 7.4.1 and its registry. */
  private static int closeCode(CloseReason reason) {
    return switch (reason) {
      case TOKEN_EXPIRED, REPLACED -> io.micronaut.websocket.CloseReason.POLICY_VIOLATION.getCode();
      case SLOW_CONSUMER -> io.micronaut.websocket.CloseReason.TRY_AGAIN_LATER.getCode();
      case SERVER_STOPPING -> io.micronaut.websocket.CloseReason.SERVICE_RESTART.getCode();
      case CLIENT_GONE -> io.micronaut.websocket.CloseReason.NORMAL.getCode();
    };
  }

  @Override
  public void abort() {
    session.close(io.micronaut.websocket.CloseReason.TRY_AGAIN_LATER);
  }
}
