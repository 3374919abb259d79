package io.kerb.eta.serving;

import io.kerb.eta.residual.LiveResiduals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The drives that finished lately: a new model is told of them, so that it need not wait for its
 * first hour. At most {@link LiveResiduals#TRIPS_MAX}, the oldest leave. Safe for many threads.
 */
final class RecentDrives {
  /** As far back as live residuals look. */
  static final Duration KEPT = Duration.ofHours(3);

  private final Deque<FinishedDrive> drives = new ArrayDeque<>();

  synchronized void add(FinishedDrive drive) {
    drives.addLast(drive);
    while (drives.size() > LiveResiduals.TRIPS_MAX
        || drives.getFirst().finishedAt().plus(KEPT).isBefore(drive.finishedAt())) {
      drives.removeFirst();
    }
  }

  synchronized List<FinishedDrive> list() {
    return List.copyOf(drives);
  }

  /** How far off the durations were that riders were shown; empty if no drive is as new as this. */
  Optional<ShownError> findError(Instant since) {
    List<FinishedDrive> counted =
        list().stream().filter(drive -> drive.finishedAt().isAfter(since)).toList();
    if (counted.isEmpty()) {
      return Optional.empty();
    }
    double[] errors =
        counted.stream().mapToDouble(drive -> Math.abs(drive.shownS() - drive.actualS())).toArray();
    Arrays.sort(errors);
    double shown = counted.stream().mapToDouble(FinishedDrive::shownS).sum();
    double actual = counted.stream().mapToDouble(FinishedDrive::actualS).sum();
    return Optional.of(
        new ShownError(counted.size(), errors[errors.length / 2], shown / actual - 1));
  }
}
