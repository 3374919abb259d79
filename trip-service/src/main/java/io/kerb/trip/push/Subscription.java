package io.kerb.trip.push;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * One listener's stream: a snapshot first, then the news in order, from a bounded queue.
 *
 * <p>News that arrive while the snapshot is being read wait behind it; what the snapshot already
 * said is dropped by version. When more waits than the queue may hold, the stream is closed instead
 * of thinned: the client comes back and gets a snapshot, which is whole again. Thread-safe; whoever
 * is woken polls until nothing is left.
 */
public final class Subscription {
  private final Subscriber subscriber;
  private final Instant opened;
  private final int queueMax;
  private final Runnable wake;

  private final Cursor cursor;
  private final Deque<Notice> snapshot = new ArrayDeque<>();
  private final Deque<Notice> queue = new ArrayDeque<>();
  private boolean begun;
  private CloseReason closed;

  /**
   * @param opened before the snapshot is read
   * @param queueMax news that may wait
   * @param wake called, outside of any lock, when there is something to poll or the stream was
   *     closed
   */
  Subscription(Subscriber subscriber, Instant opened, int queueMax, Runnable wake) {
    this.subscriber = subscriber;
    this.opened = opened;
    this.queueMax = queueMax;
    this.wake = wake;
    this.cursor = new Cursor(opened);
  }

  public Subscriber subscriber() {
    return subscriber;
  }

  public Instant opened() {
    return opened;
  }

  /** What the client says it has seen; before {@link #begin}. */
  public synchronized void resumeAfter(EventId lastSeen) {
    cursor.seen(lastSeen);
  }

  /** Opens the stream with what is so now. */
  public void begin(List<Notice> current) {
    synchronized (this) {
      snapshot.addAll(current);
      begun = true;
    }
    wake.run();
  }

  /** Takes the news in, or closes the stream if it is full. */
  void offer(Notice notice) {
    synchronized (this) {
      if (closed != null) {
        return;
      }
      if (notice instanceof Notice.DriverMoved moved) {
        queue.removeIf(n -> n instanceof Notice.DriverMoved m && m.trip().equals(moved.trip()));
        if (queue.size() >= queueMax / 2) {
          // A position is worth less than the room it would take from the trip's own news.
          return;
        }
      }
      if (queue.size() >= queueMax) {
        end(CloseReason.SLOW_CONSUMER);
      } else {
        queue.add(notice);
      }
    }
    wake.run();
  }

  /** The next thing the listener has not seen; empty if there is none now. */
  public synchronized Optional<Notice> poll(Instant now) {
    if (!begun) {
      return Optional.empty();
    }
    while (!snapshot.isEmpty()) {
      Notice notice = snapshot.remove();
      if (cursor.admitSnapshot(notice, now)) {
        return Optional.of(notice);
      }
    }
    while (!queue.isEmpty()) {
      Notice notice = queue.remove();
      if (cursor.admit(notice, now)) {
        return Optional.of(notice);
      }
    }
    return Optional.empty();
  }

  /** Ends the stream; the first reason stays. */
  public void close(CloseReason reason) {
    synchronized (this) {
      if (closed != null) {
        return;
      }
      end(reason);
    }
    wake.run();
  }

  /** What was waiting is dropped: the client's next snapshot says it. */
  private void end(CloseReason reason) {
    closed = reason;
    snapshot.clear();
    queue.clear();
  }

  public synchronized Optional<CloseReason> findClosed() {
    return Optional.ofNullable(closed);
  }

  public synchronized boolean hasBegun() {
    return begun;
  }
}
