package io.kerb.local.supervise;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Ends processes in order and within a bound: SIGTERM, a grace, SIGKILL. */
public final class Stopping {
  /** How long a killed process may take to vanish; longer means the kernel holds it. */
  private static final Duration KILL_WAIT = Duration.ofSeconds(10);

  /** For a process whose child file is gone. */
  private static final Duration UNKNOWN_GRACE = Duration.ofSeconds(5);

  private static final int UNKNOWN_RANK = 0;
  private static final long POLL_MS = 25;

  private Stopping() {}

  /** Stops whatever the pid files name, rank by rank, and forgets the pids. */
  public static void stopAll(RunFiles files) {
    SortedMap<Integer, List<String>> ranks = new TreeMap<>();
    for (String name : files.listPidNames()) {
      int rank = files.findChild(name).map(ChildSpec::stopRank).orElse(UNKNOWN_RANK);
      ranks.merge(
          rank,
          List.of(name),
          (a, b) -> java.util.stream.Stream.concat(a.stream(), b.stream()).toList());
    }
    for (List<String> names : ranks.values()) {
      stopTogether(files, names);
    }
  }

  /** Stops these at the same time; returns when all are gone. */
  public static void stopTogether(RunFiles files, Collection<String> names) {
    for (String name : names) {
      files.findLive(name).flatMap(ProcessIdentity::findHandle).ifPresent(ProcessHandle::destroy);
    }
    for (String name : names) {
      Optional<ProcessIdentity> live = files.findLive(name);
      if (live.isPresent()) {
        Duration grace = files.findChild(name).map(ChildSpec::grace).orElse(UNKNOWN_GRACE);
        if (!awaitEnd(live.get(), grace)) {
          live.get().findHandle().ifPresent(ProcessHandle::destroyForcibly);
          awaitEnd(live.get(), KILL_WAIT);
        }
      }
      files.removePid(name);
    }
  }

  /** Whether the process ended within the bound. */
  public static boolean awaitEnd(ProcessIdentity process, Duration bound) {
    long deadline = System.nanoTime() + bound.toNanos();
    while (process.isAlive()) {
      if (System.nanoTime() - deadline >= 0) {
        return false;
      }
      pause(POLL_MS);
    }
    return true;
  }

  static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a process", e);
    }
  }
}
