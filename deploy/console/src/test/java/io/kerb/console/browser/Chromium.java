package io.kerb.console.browser;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A headless Chromium in a profile of its own. */
public final class Chromium implements AutoCloseable {
  public static final String HOW_TO_GET =
      "Chromium was not found, so the console was not tested in a browser. Maybe install it"
          + " (apt-get install chromium) or set KERB_CHROMIUM to its path.";

  private static final Duration START_MAX = Duration.ofSeconds(60);
  private static final List<String> FLAGS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--disable-dev-shm-usage",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--remote-debugging-port=0");

  private final Process process;
  private final Path profile;
  private final DevTools devTools;

  private Chromium(Process process, Path profile, DevTools devTools) {
    this.process = process;
    this.profile = profile;
    this.devTools = devTools;
  }

  public static Optional<Path> find() {
    return Stream.of(
            System.getenv("KERB_CHROMIUM"),
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
        .filter(Objects::nonNull)
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  public static Chromium start(Path executable) throws IOException {
    Path profile = Files.createTempDirectory("kerb-console-chromium");
    Process process =
        new ProcessBuilder(
                Stream.concat(
                        Stream.of(executable.toString(), "--user-data-dir=" + profile),
                        FLAGS.stream())
                    .toList())
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("chromium.log").toFile())
            .start();
    // A test run that is stopped leaves no browser behind.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    try {
      return new Chromium(process, profile, DevTools.connect(address(profile, process)));
    } catch (RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** Chromium writes the port it took, and the path to ask for, into its profile. */
  private static URI address(Path profile, Process process) {
    Path file = profile.resolve("DevToolsActivePort");
    Awaitility.await("Chromium's debugging port")
        .atMost(START_MAX)
        .failFast("Chromium ended, see " + profile, () -> !process.isAlive())
        .until(() -> Files.exists(file) && Files.readAllLines(file).size() >= 2);
    try {
      List<String> lines = Files.readAllLines(file);
      return URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A tab that shares nothing with other tabs. */
  public Page openPage(int width, int height) {
    return Page.open(devTools, width, height);
  }

  @Override
  public void close() {
    devTools.close();
    process.destroy();
    try {
      if (!process.waitFor(10, SECONDS)) {
        process.destroyForcibly().waitFor(10, SECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    // Its helper processes write for a moment after it has ended.
    Awaitility.await("the profile's end").ignoreExceptions().until(this::deleteProfile);
  }

  private boolean deleteProfile() throws IOException {
    try (Stream<Path> files = Files.walk(profile)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
    return Files.notExists(profile);
  }
}
