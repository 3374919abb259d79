package io.kerb.local.supervise;

import io.kerb.local.Home;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the children of one home running: starts those that have a child file, restarts those that
 * die, ends those whose file went or that are held. One thread, which compares what is wanted with
 * what runs a few times a second; there is nothing else to get out of step.
 */
public final class Supervisor {
  private static final long TICK_MS = 100;
  private static final Duration LOG_CHECK = Duration.ofSeconds(10);

  /** A log that grows beyond this is moved to {@code .1} (and what was there is dropped). */
  private static final long LOG_BYTES_MAX = 32L << 20;

  private final Home home;
  private final RunFiles files;
  private final Optional<ProcessIdentity> owner;
  private final Map<String, Running> running = new HashMap<>();
  private final Map<String, Backoff> backoffs = new HashMap<>();
  private final CountDownLatch stopRequested = new CountDownLatch(1);
  private long nextLogCheckNanos = System.nanoTime();

  private record Running(Process process, long sinceNanos) {}

  /**
   * @param owner when this process ends, everything is stopped; a demo in the foreground, or the
   *     build that started a test's engines
   */
  public Supervisor(Home home, Optional<ProcessIdentity> owner) {
    this.home = home;
    this.files = new RunFiles(home.run());
    this.owner = owner;
  }

  public void requestStop() {
    stopRequested.countDown();
  }

  /** Runs until a stop is requested or the owner is gone; leaves no child behind. */
  public void run() throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                home.run().resolve("supervisor.lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        log("another supervisor holds " + home.run() + "; leaving");
        return;
      }
      // What a killed supervisor left cannot be waited on as a child, so it is not adopted.
      Stopping.stopAll(files);
      files.writeSupervisor(ProcessIdentity.self());
      try {
        while (!stopIsDue()) {
          tick();
        }
      } finally {
        log("stopping");
        Stopping.stopAll(files);
        files.clear();
        log("stopped");
      }
    }
  }

  private boolean stopIsDue() {
    try {
      return stopRequested.await(TICK_MS, TimeUnit.MILLISECONDS)
          || owner.isPresent() && !owner.get().isAlive();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void tick() {
    List<ChildSpec> wanted = files.listChildren();
    noteDeaths();
    for (ChildSpec spec : wanted) {
      String name = spec.name();
      boolean up = running.containsKey(name);
      if (files.isHeld(name)) {
        if (up) {
          log("holding " + name);
          stop(name);
        }
        backoffs.remove(name);
      } else if (!up
          && backoffs.computeIfAbsent(name, any -> new Backoff()).mayStart(System.nanoTime())) {
        start(spec);
      }
    }
    for (String name : List.copyOf(running.keySet())) {
      if (wanted.stream().noneMatch(spec -> spec.name().equals(name))) {
        log("removing " + name);
        stop(name);
      }
    }
    keepLogsBounded();
  }

  private void noteDeaths() {
    for (Iterator<Map.Entry<String, Running>> all = running.entrySet().iterator();
        all.hasNext(); ) {
      Map.Entry<String, Running> entry = all.next();
      Process process = entry.getValue().process();
      if (!process.isAlive()) {
        all.remove();
        files.removePid(entry.getKey());
        long now = System.nanoTime();
        Duration life = Duration.ofNanos(now - entry.getValue().sinceNanos());
        Duration pause =
            backoffs.computeIfAbsent(entry.getKey(), any -> new Backoff()).died(life, now);
        log(
            "%s ended with %d after %ds; starting it again in %dms"
                .formatted(
                    entry.getKey(), process.exitValue(), life.toSeconds(), pause.toMillis()));
      }
    }
  }

  private void start(ChildSpec spec) {
    ProcessBuilder builder = new ProcessBuilder(spec.command());
    builder.directory(spec.directory().toFile());
    builder.environment().putAll(spec.environment());
    builder.redirectErrorStream(true);
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(home.log(spec.name()).toFile()));
    try {
      note(spec, builder.start());
    } catch (IOException | UncheckedIOException e) {
      Duration pause = backoffs.get(spec.name()).died(Duration.ZERO, System.nanoTime());
      log("cannot start %s, next try in %dms: %s".formatted(spec.name(), pause.toMillis(), e));
    }
  }

  private void note(ChildSpec spec, Process process) {
    try {
      files.countStart(spec.name());
      // Absent only when it died within the moment; the next tick sees that.
      ProcessIdentity.find(process.pid())
          .ifPresent(identity -> files.writePid(spec.name(), identity));
    } catch (UncheckedIOException full) {
      // Without its pid file nobody would ever find it again.
      process.destroyForcibly();
      throw full;
    }
    running.put(spec.name(), new Running(process, System.nanoTime()));
    log("started " + spec.name() + " as " + process.pid());
  }

  private void stop(String name) {
    Stopping.stopTogether(files, List.of(name));
    running.remove(name);
  }

  /** Children append to their logs, so a copy and a truncation lose at most a few lines. */
  private void keepLogsBounded() {
    long now = System.nanoTime();
    if (now - nextLogCheckNanos < 0) {
      return;
    }
    nextLogCheckNanos = now + LOG_CHECK.toNanos();
    for (String name : running.keySet()) {
      Path log = home.log(name);
      try {
        if (Files.exists(log) && Files.size(log) > LOG_BYTES_MAX) {
          Files.copy(log, log.resolveSibling(name + ".log.1"), StandardCopyOption.REPLACE_EXISTING);
          try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
            channel.truncate(0);
          }
        }
      } catch (IOException e) {
        log("cannot bound the log of " + name + ": " + e);
      }
    }
  }

  private static void log(String message) {
    System.out.println(Instant.now() + " " + message);
  }
}
