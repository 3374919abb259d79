package io.kerb.local.supervise;

import io.kerb.local.Home;
import io.kerb.local.LocalException;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Starts and ends the supervisor's process, which outlives the command that started it and the
 * terminal that it was typed in.
 */
public final class Detached {
  private static final Duration START_BOUND = Duration.ofSeconds(20);
  private static final Duration STOP_BOUND = Duration.ofSeconds(100);
  private static final long POLL_MS = 25;

  private Detached() {}

  public static ProcessIdentity start(Home home, Optional<ProcessIdentity> owner) {
    RunFiles files = new RunFiles(home.run());
    List<String> command = new ArrayList<>(ownSession());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Small and quiet: it mostly sleeps, and must not be what fills the machine.
    command.addAll(
        List.of("-Xmx24m", "-Xss256k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(ownClasses().toString());
    command.add(SupervisorMain.class.getName());
    command.add(home.root().toString());
    owner.ifPresent(process -> command.add(process.toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectErrorStream(true);
    builder.redirectInput(new File("/dev/null"));
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(home.log("supervisor").toFile()));
    try {
      builder.start();
    } catch (IOException e) {
      throw new LocalException(
          "supervisor_not_started",
          "cannot start the supervisor: " + e.getMessage(),
          "see " + home.log("supervisor"));
    }
    long deadline = System.nanoTime() + START_BOUND.toNanos();
    while (System.nanoTime() - deadline < 0) {
      Optional<ProcessIdentity> supervisor = files.findSupervisor();
      if (supervisor.isPresent()) {
        return supervisor.get();
      }
      Stopping.pause(POLL_MS);
    }
    throw new LocalException(
        "supervisor_not_started",
        "the supervisor did not come up within " + START_BOUND.toSeconds() + " s",
        "see " + home.log("supervisor"));
  }

  /**
   * Ends the supervisor and with it all children; when it is dead already, or does not end, its
   * children are stopped from here. Returns whether anything ran.
   */
  public static boolean stop(Home home) {
    RunFiles files = new RunFiles(home.run());
    Optional<ProcessIdentity> supervisor = files.findSupervisor();
    boolean any = supervisor.isPresent();
    if (supervisor.isPresent()) {
      supervisor.get().findHandle().ifPresent(ProcessHandle::destroy);
      if (!Stopping.awaitEnd(supervisor.get(), STOP_BOUND)) {
        supervisor.get().findHandle().ifPresent(ProcessHandle::destroyForcibly);
      }
    }
    any |= files.listPidNames().stream().anyMatch(name -> files.findLive(name).isPresent());
    Stopping.stopAll(files);
    files.clear();
    return any;
  }

  /**
   * A session of its own keeps the terminal's Ctrl-C and hang-up away. Where {@code setsid} is
   * missing (macOS), a background job of an interactive-mode bash is the nearest thing.
   */
  private static List<String> ownSession() {
    for (String setsid : List.of("/usr/bin/setsid", "/bin/setsid")) {
      if (Files.isExecutable(Path.of(setsid))) {
        return List.of(setsid);
      }
    }
    return List.of("bash", "-c", "trap '' HUP; set -m; \"$@\" & disown", "kerb");
  }

  private static Path ownClasses() {
    try {
      return Path.of(
          SupervisorMain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
