package io.kerb.local.command;

import io.kerb.local.Home;
import io.kerb.local.json.JsonObject;
import io.kerb.local.supervise.ChildSpec;
import io.kerb.local.supervise.ProcessIdentity;
import io.kerb.local.supervise.ResidentMemory;
import io.kerb.local.supervise.RunFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the processes of an installation. Exit code 0: all there and ready; 3: not. */
@Command(
    name = "status",
    description = "Lists the processes with their memory and whether they serve.",
    mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
  private static final int NOT_READY = 3;
  private static final double MIB = 1 << 20;

  @Mixin private HomeOptions options;

  /** One line. Zero for the pid of a process that should run and does not. */
  private record Line(
      String name, String role, long pid, long residentBytes, boolean ready, int starts) {
    JsonObject json() {
      return new JsonObject()
          .with("name", name)
          .with("role", role)
          .with("pid", pid == 0 ? null : pid)
          .with("resident_bytes", residentBytes)
          .with("ready", ready)
          .with("starts", starts);
    }
  }

  @Override
  public Integer call() {
    Output output = options.output();
    Home home = options.home();
    List<Line> lines = lines(new RunFiles(home.root().resolve("run")));
    boolean allReady = !lines.isEmpty() && lines.stream().allMatch(Line::ready);
    long total = lines.stream().mapToLong(Line::residentBytes).sum();
    output.result(
        new JsonObject()
            .with("home", home.root())
            .with("ready", allReady)
            .with("resident_bytes", total)
            .with("processes", lines.stream().map(Line::json).toList()),
        text(lines, total));
    return allReady ? 0 : NOT_READY;
  }

  private static List<Line> lines(RunFiles files) {
    Optional<ProcessIdentity> supervisor = files.findSupervisor();
    List<Line> lines = new ArrayList<>();
    for (ChildSpec child : files.listChildren()) {
      Optional<ProcessIdentity> live = files.findLive(child.name());
      lines.add(
          new Line(
              child.name(),
              child.role(),
              live.map(ProcessIdentity::pid).orElse(0L),
              live.map(process -> ResidentMemory.bytes(process.pid())).orElse(0L),
              live.isPresent() && child.ready().ready(),
              files.starts(child.name())));
    }
    if (!lines.isEmpty() || supervisor.isPresent()) {
      lines.add(
          new Line(
              "supervisor",
              "supervisor",
              supervisor.map(ProcessIdentity::pid).orElse(0L),
              supervisor.map(process -> ResidentMemory.bytes(process.pid())).orElse(0L),
              supervisor.isPresent(),
              1));
    }
    return lines;
  }

  private static String text(List<Line> lines, long total) {
    if (lines.isEmpty()) {
      return "Kerb is not running. kerb up starts it.";
    }
    StringBuilder text =
        new StringBuilder("%-12s %8s %9s  %s%n".formatted("process", "pid", "MiB", ""));
    for (Line line : lines) {
      text.append(
          "%-12s %8s %9.0f  %s%s%n"
              .formatted(
                  line.name(),
                  line.pid() == 0 ? "-" : line.pid(),
                  line.residentBytes() / MIB,
                  line.ready() ? "ready" : "NOT READY",
                  line.starts() > 1 ? ", started " + line.starts() + " times" : ""));
    }
    return text.append("%-12s %8s %9.0f".formatted("together", "", total / MIB)).toString();
  }
}
