package io.kerb.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.local.json.FlatJson;
import io.kerb.local.supervise.ProcessIdentity;
import io.kerb.local.supervise.RunFiles;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The command line's answers, as a script reads them: one object a line, an exit code. */
final class KerbCommandTest {
  @TempDir Path home;

  private record Answer(int exitCode, List<String> lines) {
    Map<String, String> last() {
      return FlatJson.parse(lines.get(lines.size() - 1)).orElseThrow();
    }
  }

  static Stream<List<String>> misuses() {
    return Stream.of(
        List.of("up", "--bogus"),
        List.of("fly"),
        List.of("demo", "--drivers", "many"),
        List.of("demo", "--drivers", "0"),
        List.of("demo", "--drivers", "5001"),
        List.of("demo", "--minutes", "0"),
        List.of("demo", "--trips-per-hour", "-1"),
        List.of("up", "--cassandra-nodes", "2"),
        List.of("restart"));
  }

  @ParameterizedTest
  @MethodSource("misuses")
  void aMisuseIsAnErrorObjectAndExitCodeTwo(List<String> words) {
    Answer answer = run(words.toArray(String[]::new));

    assertThat(answer.exitCode()).isEqualTo(2);
    assertThat(answer.last()).containsEntry("event", "error").containsKey("message");
  }

  @Test
  void anUnreadableRoadNetworkIsNamed() {
    Answer answer = run("up", "--osm", "/nowhere/city.osm");

    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.last()).containsEntry("code", "unreadable_osm_file");
    assertThat(answer.last().get("message")).contains("/nowhere/city.osm");
  }

  @Test
  void statusOfNothingSaysSoWithItsOwnExitCode() {
    Answer answer = run("status");

    assertThat(answer.exitCode()).isEqualTo(3);
    assertThat(answer.last()).containsEntry("ready", "false");
    assertThat(home.resolve("run")).doesNotExist();
  }

  @Test
  void downOfNothingIsNoError() {
    Answer answer = run("down");

    assertThat(answer.exitCode()).isZero();
    assertThat(answer.last()).containsEntry("was_up", "false");
  }

  @Test
  void aDemoOnARunningHomeIsRefused() {
    new RunFiles(home.resolve("run")).writeSupervisor(ProcessIdentity.self());

    Answer answer = run("demo");

    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.last()).containsEntry("code", "already_running");
  }

  @Test
  void doctorNamesEveryCheck() {
    Answer answer = run("doctor", "--free-ports");

    assertThat(answer.lines()).hasSize(1);
    assertThat(answer.lines().get(0))
        .contains("\"java\"", "\"maven\"", "\"memory\"", "\"disk\"", "\"ports\"");
  }

  private Answer run(String... words) {
    String[] all =
        Stream.concat(Stream.of(words), Stream.of("--json", "--dir", home.toString()))
            .toArray(String[]::new);
    PrintStream before = System.out;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    try {
      int exitCode = KerbCommand.execute(all);
      return new Answer(exitCode, out.toString(StandardCharsets.UTF_8).lines().toList());
    } finally {
      System.setOut(before);
    }
  }
}
