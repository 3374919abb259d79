package io.kerb.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A runnable jar of ours, run to its end for its answer. */
record Tool(Path jar, String heap) {

  /** What it printed; errors apart, because warnings of the JVM go there. */
  record Result(int exitCode, String output, String errors) {
    boolean succeeded() {
      return exitCode == 0;
    }

    /** The most telling line: tools of ours end with the reason. */
    String lastLine() {
      List<String> lines = (output + "\n" + errors).lines().filter(l -> !l.isBlank()).toList();
      return lines.isEmpty() ? "no message" : lines.get(lines.size() - 1);
    }
  }

  Result run(List<String> words, Duration bound, Map<String, String> environment) {
    List<String> command = new ArrayList<>();
    command.add(JavaHome.forServices().java().toString());
    command.addAll(List.of(heap, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar"));
    command.add(jar.toString());
    command.addAll(words);
    try {
      Path output = Files.createTempFile("kerb", ".out");
      Path errors = Files.createTempFile("kerb", ".err");
      try {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        Process process =
            builder
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .start();
        if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
          process.destroyForcibly().waitFor();
          return new Result(-1, "", "gave no answer within " + bound.toSeconds() + " s");
        }
        return new Result(
            process.exitValue(),
            Files.readString(output, StandardCharsets.UTF_8),
            Files.readString(errors, StandardCharsets.UTF_8));
      } finally {
        Files.deleteIfExists(output);
        Files.deleteIfExists(errors);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + jar.getFileName() + " ran", e);
    }
  }
}
