package io.kerb.bench.takeover;

import io.kerb.bench.engines.BenchEngines;
import io.kerb.bench.town.Town;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Another JVM with a dispatcher, which can be killed, stopped and woken up. */
final class WorkerProcess implements AutoCloseable {
  static final String OWNS = "owns";
  static final String WAITS = "waits";

  private final String name;
  private final Process process;
  private volatile boolean started;
  private volatile boolean owns;
  private volatile long gaveAwayAtMs = Long.MAX_VALUE;

  WorkerProcess(String name, String topics, Town town, BenchEngines engines) throws IOException {
    this.name = name;
    Path log = engines.directory().resolve(topics + name + ".log");
    this.process =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx256m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    WorkerMain.class.getName(),
                    name,
                    engines.kafka(),
                    topics,
                    String.join(",", engines.redis()),
                    town.osm().toString(),
                    engines.directory().toString()))
            .redirectError(log.toFile())
            .start();
    Thread listener = new Thread(this::listen, "listens to " + name);
    listener.setDaemon(true);
    listener.start();
  }

  String name() {
    return name;
  }

  /** Whether its dispatcher has asked for a market. */
  boolean isStarted() {
    return started;
  }

  /** What it said last. */
  boolean owns() {
    return owns;
  }

  /** When it last said that it owns the market no more, since 1970; far away while it owns it. */
  long gaveAwayAtMs() {
    return gaveAwayAtMs;
  }

  void kill() {
    process.destroyForcibly();
  }

  void signal(String signal) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).start();
    if (kill.waitFor() != 0) {
      throw new IllegalStateException("could not send SIG" + signal + " to " + name);
    }
  }

  private void listen() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        owns = line.equals(OWNS);
        gaveAwayAtMs = owns ? Long.MAX_VALUE : System.currentTimeMillis();
        started = true;
      }
    } catch (IOException ended) {
      owns = false;
    }
  }

  @Override
  public void close() {
    kill();
  }
}
