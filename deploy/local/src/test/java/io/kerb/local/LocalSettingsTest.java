package io.kerb.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kerb.local.engine.EngineSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LocalSettingsTest {
  @TempDir Path directory;

  @Test
  void withoutAFileTheDefaultsHold() {
    LocalSettings settings = LocalSettings.read(new Home(directory), Map.of());

    assertThat(settings.engines()).isEqualTo(EngineSettings.DEFAULT);
    assertThat(settings.url()).isEqualTo("http://127.0.0.1:8080");
  }

  @Test
  void theFileOverridesDefaultsAndTheCommandLineTheFile() throws Exception {
    Files.writeString(
        directory.resolve(LocalSettings.FILE), "kafka.port=19500\nredis.ports=1701, 1702\n");

    LocalSettings settings = LocalSettings.read(new Home(directory), Map.of("kafka.port", "19600"));

    assertThat(settings.engines().kafkaPort()).isEqualTo(19600);
    assertThat(settings.engines().redisShards())
        .containsExactly("127.0.0.1:1701", "127.0.0.1:1702");
  }

  @Test
  void threeNodesAreThreeContactPoints() {
    LocalSettings settings =
        LocalSettings.read(new Home(directory), Map.of("cassandra.nodes", "3"));

    assertThat(settings.engines().cassandraContactPoints())
        .containsExactly("127.0.0.1:19042", "127.0.0.2:19042", "127.0.0.3:19042");
  }

  @ParameterizedTest
  @CsvSource({
    "kafka.prot, 1, kafka.prot",
    "kafka.port, many, many",
    "kafka.port, 70000, 70000",
    "kafka.port, 19042, 19042",
    "cassandra.nodes, 2, 2 Cassandra nodes",
    "server.port, 0, server.port=0",
    "server.heap-mb, 16, 16",
    "redis.ports, '16379,16379', 16379"
  })
  void aWrongSettingIsRefusedByName(String key, String value, String named) {
    assertThatThrownBy(() -> LocalSettings.read(new Home(directory), Map.of(key, value)))
        .isInstanceOf(LocalException.class)
        .hasMessageContaining(named);
  }
}
