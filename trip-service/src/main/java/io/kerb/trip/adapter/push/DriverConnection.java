package io.kerb.trip.adapter.push;

import io.kerb.location.api.DriverId;
import io.kerb.trip.adapter.push.FrameAnswer.Refused;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One driver's open socket: pings up, answers and news down. Frames are worked off in order, also
 * those that come while the snapshot is still being read.
 */
final class DriverConnection {
  /** Frames of one driver that may wait for the log: more than a minute of pings. */
  static final int FRAMES_MAX = 16;

  private static final int RETRY_AFTER_S = 1;

  private final DriverId driver;
  private final PingFrames frames;
  private final SocketLine line;
  private CompletionStage<Void> last = CompletableFuture.completedStage(null);
  private int waiting;
  private Stream stream;
  private boolean gone;

  DriverConnection(DriverId driver, PingFrames frames, SocketLine line) {
    this.driver = driver;
    this.frames = frames;
    this.line = line;
  }

  DriverId driver() {
    return driver;
  }

  void receive(String frame) {
    synchronized (this) {
      if (waiting < FRAMES_MAX) {
        waiting++;
        last =
            last.handle((done, failure) -> null)
                .thenCompose(turn -> frames.take(driver, frame))
                .thenAccept(this::answer);
        return;
      }
    }
    // Out of turn, so that a flood is not kept in memory.
    line.answer(
        frames.write(
            Refused.retryable(
                "too_many_frames",
                FRAMES_MAX + " frames wait already; this one was not read.",
                RETRY_AFTER_S)));
  }

  private void answer(FrameAnswer answer) {
    synchronized (this) {
      waiting--;
    }
    line.answer(frames.write(answer));
  }

  /** The news may begin. */
  void begin(Streams.Opening opening) {
    boolean late;
    synchronized (this) {
      stream = opening.stream();
      late = gone;
    }
    if (late) {
      opening.stream().gone();
    } else {
      line.onReady(opening.stream()::drain);
      opening.stream().begin(line, opening.snapshot());
    }
  }

  /** The socket is closed. */
  void gone() {
    Stream open;
    synchronized (this) {
      gone = true;
      open = stream;
    }
    if (open != null) {
      open.gone();
    }
  }
}
