package io.kerb.trip.adapter.push;

import io.kerb.trip.push.CloseReason;
import io.kerb.trip.push.Notice;
import io.kerb.trip.push.Subscription;
import io.kerb.trip.push.Switchboard;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries one subscription's notices over a connection: in order, one thread at a time, and only as
 * fast as the client takes them.
 */
final class Stream {
  private static final Logger LOG = LoggerFactory.getLogger(Stream.class);

  /** A stream whose client never came for it. */
  private static final Duration BEGIN_MAX = Duration.ofSeconds(15);

  /** One connection, whatever its protocol. Called by one thread at a time. */
  interface Line {
    /** Whether the client takes more now; when that changes, {@link Stream#drain} is called. */
    boolean ready();

    void send(Notice notice);

    void heartbeat();

    /** Says the reason and closes. */
    void end(CloseReason reason);

    /** Closes at once: the client does not even take the reason. */
    void abort();
  }

  private final Subscription subscription;
  private final Switchboard switchboard;
  private final Clock clock;
  private final Duration heartbeat;
  private final Duration stallMax;
  private final Optional<Instant> expiresAt;
  private final AtomicInteger wanted = new AtomicInteger();

  private volatile Line line;
  private volatile Instant lastBeat = Instant.MIN;
  private volatile Instant closedAt;
  private volatile boolean ended;

  /**
   * @param expiresAt when the client's token ends
   */
  Stream(
      Switchboard switchboard,
      Subscription subscription,
      PushSettings settings,
      Clock clock,
      Optional<Instant> expiresAt) {
    this.switchboard = switchboard;
    this.subscription = subscription;
    this.clock = clock;
    this.heartbeat = settings.heartbeat();
    this.stallMax = settings.stallMax();
    this.expiresAt = expiresAt;
  }

  Subscription subscription() {
    return subscription;
  }

  /** The connection is there: the snapshot goes out, then the news. */
  void begin(Line connection, List<Notice> snapshot) {
    line = connection;
    subscription.begin(snapshot);
  }

  void close(CloseReason reason) {
    subscription.close(reason);
  }

  /** The client is gone. */
  void gone() {
    ended = true;
    switchboard.unsubscribe(subscription);
    subscription.close(CloseReason.CLIENT_GONE);
  }

  /** Sends what is there, as long as the client takes it. */
  void drain() {
    if (line == null || wanted.getAndIncrement() != 0) {
      return;
    }
    int seen = 1;
    do {
      try {
        sendAll();
      } catch (RuntimeException e) {
        // The connection went in this moment; the others of the same notice must have it still.
        LOG.debug("a stream ended while it was written to", e);
        gone();
      }
      seen = wanted.addAndGet(-seen);
    } while (seen != 0);
  }

  private void sendAll() {
    while (!ended && line.ready()) {
      Optional<CloseReason> closed = subscription.findClosed();
      if (closed.isPresent()) {
        line.end(closed.get());
        gone();
        return;
      }
      Optional<Notice> next = subscription.poll(clock.instant());
      if (next.isPresent()) {
        line.send(next.get());
      } else if (beatDue()) {
        lastBeat = clock.instant();
        line.heartbeat();
      } else {
        return;
      }
    }
  }

  /** Also due at the start, so that a client with an empty snapshot sees that it is connected. */
  private boolean beatDue() {
    return lastBeat.equals(Instant.MIN) || !clock.instant().isBefore(lastBeat.plus(heartbeat));
  }

  /** Looks after the stream about once a second; returns false when it is over. */
  boolean tick() {
    Instant now = clock.instant();
    if (ended) {
      return false;
    }
    if (expiresAt.isPresent() && !now.isBefore(expiresAt.get())) {
      subscription.close(CloseReason.TOKEN_EXPIRED);
    }
    if (!subscription.hasBegun() && subscription.opened().plus(BEGIN_MAX).isBefore(now)) {
      gone();
      return false;
    }
    drain();
    if (!ended && subscription.findClosed().isPresent()) {
      abortIfStalled(now);
    }
    return !ended;
  }

  private void abortIfStalled(Instant now) {
    if (closedAt == null) {
      closedAt = now;
    } else if (closedAt.plus(stallMax).isBefore(now)) {
      gone();
      if (line != null) {
        line.abort();
      }
    }
  }
}
