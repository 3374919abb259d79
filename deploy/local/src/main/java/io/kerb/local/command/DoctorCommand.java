package io.kerb.local.command;

import io.kerb.local.Home;
import io.kerb.local.Installation;
import io.kerb.local.JavaHome;
import io.kerb.local.LocalException;
import io.kerb.local.engine.EngineChildren;
import io.kerb.local.json.JsonObject;
import io.kerb.local.supervise.RunFiles;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks at what a machine must have, and says for each lack what mends it. */
@Command(
    name = "doctor",
    description = "Looks whether this machine can run Kerb, with the fix for each lack.",
    mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
  private static final long GIB = 1L << 30;

  /** The demo's processes together are 3 to 4 GiB. */
  private static final long MEMORY_MIN = 4 * GIB;

  private static final long DISK_MIN = 2 * GIB;

  @Mixin private HomeOptions options;
  @Mixin private StartOptions start;

  private record Check(String name, boolean ok, String found, String fix) {
    JsonObject json() {
      JsonObject object = new JsonObject().with("name", name).with("ok", ok).with("found", found);
      return ok ? object : object.with("fix", fix);
    }

    String text() {
      return ok
          ? "  ok    %-18s %s".formatted(name, found)
          : "  LACK  %-18s %s%n        %-18s To mend it: %s.".formatted(name, found, "", fix);
    }
  }

  @Override
  public Integer call() {
    Output output = options.output();
    Installation installation = start.apply(options.installation());
    List<Check> checks = new ArrayList<>();
    checks.add(javaForServices());
    checks.add(javaForEngines());
    checks.add(maven());
    checks.add(memory());
    checks.add(disk(installation.home()));
    checks.add(ports(installation));
    boolean ok = checks.stream().allMatch(Check::ok);
    output.result(
        new JsonObject().with("ok", ok).with("checks", checks.stream().map(Check::json).toList()),
        String.join("\n", checks.stream().map(Check::text).toList()));
    return ok ? 0 : 1;
  }

  private static Check javaForServices() {
    JavaHome java = JavaHome.forServices();
    return new Check(
        "java",
        java.feature() >= 17,
        "the server would run on " + java,
        "install JDK 17 or newer (25 is fastest), or set KERB_JAVA to its java");
  }

  private static Check javaForEngines() {
    try {
      return new Check(
          "java for engines", true, "the engines would run on " + JavaHome.forEngines(), "");
    } catch (LocalException e) {
      return new Check("java for engines", false, e.getMessage(), e.fix());
    }
  }

  private static Check maven() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    for (String directory : path.split(":")) {
      Path mvn = Path.of(directory, "mvn");
      if (Files.isExecutable(mvn)) {
        return new Check("maven", true, mvn.toString(), "");
      }
    }
    return new Check("maven", false, "no mvn on the PATH", "install Maven 3.8 or newer");
  }

  private static Check memory() {
    Optional<Long> available = availableMemory();
    return new Check(
        "memory",
        available.isEmpty() || available.get() >= MEMORY_MIN,
        available
            .map(bytes -> "%.1f GiB available".formatted(bytes / (double) GIB))
            .orElse("not known on this system"),
        "end other programs until 4 GiB are available");
  }

  private static Optional<Long> availableMemory() {
    try {
      return Files.readAllLines(Path.of("/proc/meminfo")).stream()
          .filter(line -> line.startsWith("MemAvailable:"))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst();
    } catch (IOException notLinux) {
      return Optional.empty();
    }
  }

  private static Check disk(Home home) {
    Path at = home.root();
    while (at != null && !Files.exists(at)) {
      at = at.getParent();
    }
    try {
      FileStore store = Files.getFileStore(at);
      long usable = store.getUsableSpace();
      boolean writable = Files.isWritable(at);
      return new Check(
          "disk",
          usable >= DISK_MIN && writable,
          "%.1f GiB free at %s%s"
              .formatted(usable / (double) GIB, at, writable ? "" : ", which cannot be written"),
          "free 2 GiB there, or choose another directory with --dir");
    } catch (IOException e) {
      return new Check("disk", false, e.toString(), "choose another directory with --dir");
    }
  }

  private static Check ports(Installation installation) {
    if (new RunFiles(installation.home().root().resolve("run")).findSupervisor().isPresent()) {
      return new Check("ports", true, "held by the Kerb that runs here", "");
    }
    try {
      EngineChildren.checkPorts(installation.settings().engines());
      EngineChildren.checkPort(
          "the server", "127.0.0.1", installation.settings().serverPort(), "--port N");
      return new Check("ports", true, "all free", "");
    } catch (LocalException e) {
      return new Check("ports", false, e.getMessage(), e.fix());
    }
  }
}
