package io.kerb.local.supervise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One process, not just its number: the system reuses pids, and a reused one must neither be taken
 * for ours nor killed.
 *
 * @param started when it started, as text that is only compared. On Linux the kernel's own ticks
 *     since boot, because the wall clock that {@link ProcessHandle} adds to them may be adjusted.
 */
public record ProcessIdentity(long pid, String started) {
  private static final Path PROC = Path.of("/proc");
  private static final int START_TICKS_FIELD = 19; // after "pid (command) state", counted from 0

  public static Optional<ProcessIdentity> find(long pid) {
    return findStart(pid).map(started -> new ProcessIdentity(pid, started));
  }

  public static ProcessIdentity self() {
    return find(ProcessHandle.current().pid()).orElseThrow();
  }

  /** Whether this very process still runs; a zombie does not. */
  public boolean isAlive() {
    return findStart(pid).filter(started::equals).isPresent();
  }

  public Optional<ProcessHandle> findHandle() {
    return isAlive() ? ProcessHandle.of(pid) : Optional.empty();
  }

  private static Optional<String> findStart(long pid) {
    if (Files.isDirectory(PROC.resolve("self"))) {
      return findStartTicks(pid);
    }
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .flatMap(handle -> handle.info().startInstant())
        .map(instant -> Long.toString(instant.toEpochMilli()));
  }

  private static Optional<String> findStartTicks(long pid) {
    try {
      String stat = Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"));
      // The command may hold spaces and brackets: the fields are counted from its last bracket.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      boolean dead = fields[0].equals("Z") || fields[0].equals("X");
      return dead ? Optional.empty() : Optional.of(fields[START_TICKS_FIELD]);
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return pid + ":" + started;
  }

  /** Reads what {@link #toString} wrote. */
  public static Optional<ProcessIdentity> parse(String text) {
    String[] parts = text.strip().split(":", 2);
    try {
      return parts.length == 2
          ? Optional.of(new ProcessIdentity(Long.parseLong(parts[0]), parts[1]))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
