package io.kerb.eta.residual;

import io.kerb.location.api.Cell;
import io.kerb.location.api.LatLng;
import java.time.Duration;
import java.time.Instant;

/**
 * How much longer than calibrated the trips took that finished lately. Fed with finished trips;
 * training and serving feed and ask the same class, so that both see the same.
 *
 * <p>Bounded: the newest {@link #TRIPS_MAX} trips are kept, older ones are overwritten. Safe for
 * many threads.
 */
public final class LiveResiduals {
  /** About 1 MB; three hours of a city with 10,000 trips an hour. */
  public static final int TRIPS_MAX = 32_768;

  /** A wreck, a wait or a broken clock counts as no more than this: a factor of 3. */
  public static final double LOG_RESIDUAL_MAX = Math.log(3);

  /** Answers are renewed this often; a trip is heard of from the next step on. */
  static final Duration STEP = Duration.ofMinutes(1);

  private final long[] finishedAtS = new long[TRIPS_MAX];
  private final long[] fromCells = new long[TRIPS_MAX];
  private final long[] toCells = new long[TRIPS_MAX];
  private final float[] logResiduals = new float[TRIPS_MAX];
  private int size;
  private int next;
  private volatile LiveLevels newest = LiveLevels.unknown();

  /**
   * A trip has finished. Trips are expected about in the order of their end; a late one counts from
   * when it is heard of.
   *
   * @param logResidual natural logarithm of actual over calibrated seconds
   */
  public synchronized void add(Instant finishedAt, LatLng from, LatLng to, double logResidual) {
    if (!Double.isFinite(logResidual)) {
      throw new IllegalArgumentException("a residual must be finite, but was " + logResidual);
    }
    finishedAtS[next] = finishedAt.getEpochSecond();
    fromCells[next] = cell(from);
    toCells[next] = cell(to);
    logResiduals[next] =
        (float) Math.max(-LOG_RESIDUAL_MAX, Math.min(LOG_RESIDUAL_MAX, logResidual));
    next = (next + 1) % TRIPS_MAX;
    size = Math.min(TRIPS_MAX, size + 1);
  }

  /** What is known at this time, from trips that finished before its whole minute. */
  public LiveLevels at(Instant time) {
    long minuteS = Math.floorDiv(time.getEpochSecond(), STEP.toSeconds()) * STEP.toSeconds();
    LiveLevels known = newest;
    if (known.asOfS() == minuteS) {
      return known;
    }
    LiveLevels fresh = levels(minuteS);
    newest = fresh;
    return fresh;
  }

  /** Trips kept now. */
  public synchronized int size() {
    return size;
  }

  private synchronized LiveLevels levels(long asOfS) {
    LiveLevels.Sums sums = new LiveLevels.Sums(asOfS);
    for (int i = 0; i < size; i++) {
      sums.add(finishedAtS[i], fromCells[i], toCells[i], logResiduals[i]);
    }
    return sums.levels();
  }

  private static long cell(LatLng place) {
    return Cell.of(place, LiveLevels.CELL_LEVEL).id();
  }
}
