package io.kerb.local.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChildSpecTest {
  @TempDir Path directory;

  @Test
  void isReadAsItWasWritten() {
    ChildSpec spec =
        new ChildSpec(
            "redis-1",
            "redis",
            2,
            Duration.ofMillis(1500),
            Path.of("/a b"),
            List.of("redis-server", "--save", "", "--x", "a=b\\c:ü"),
            Map.of("KEY", "some value"),
            new Probe.Redis("127.0.0.1", 16379));
    RunFiles files = new RunFiles(directory);

    files.addChild(spec);

    assertThat(files.findChild("redis-1")).contains(spec);
    assertThat(files.listChildren()).containsExactly(spec);
  }

  @Test
  void aNameThatCannotNameAFileIsRefused() {
    assertThatThrownBy(
            () ->
                new ChildSpec(
                    "../x",
                    "x",
                    0,
                    Duration.ZERO,
                    directory,
                    List.of("x"),
                    Map.of(),
                    new Probe.Alive()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("../x");
  }

  @Test
  void everyProbeIsReadAsItWasWritten() {
    for (String text :
        List.of(
            "alive",
            "redis://127.0.0.1:1",
            "kafka://127.0.0.1:2",
            "cassandra://127.0.0.3:3",
            "http://127.0.0.1:4/health")) {
      assertThat(Probe.parse(text)).hasToString(text);
    }
  }
}
