package io.kerb.local.engine;

import io.kerb.local.Checkout;
import io.kerb.local.Home;
import io.kerb.local.JavaHome;
import io.kerb.local.LocalException;
import io.kerb.local.supervise.ChildSpec;
import io.kerb.local.supervise.Probe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** One Kafka in KRaft mode, broker and controller in one process. */
final class KafkaNode {
  private static final String NAME = "kafka";
  private static final Duration GRACE = Duration.ofSeconds(15);
  private static final Duration FORMAT_BOUND = Duration.ofSeconds(60);

  private KafkaNode() {}

  /** Formats the data directory when it is new. */
  static ChildSpec spec(Home home, Checkout checkout, EngineSettings settings) {
    Path conf = home.conf(NAME);
    Path data = home.data(NAME);
    Path properties =
        Template.write(
            "kafka.properties",
            conf.resolve("server.properties"),
            Map.of(
                "PORT",
                settings.kafkaPort(),
                "CONTROLLER_PORT",
                settings.kafkaControllerPort(),
                "DIR",
                data));
    Path logging = Template.write("kafka-log4j2.yaml", conf.resolve("log4j2.yaml"), Map.of());
    String java = JavaHome.forEngines().java().toString();
    String classpath = checkout.engineClasspath(NAME);
    if (!Files.exists(data.resolve("meta.properties"))) {
      format(home, java, classpath, properties);
    }
    return new ChildSpec(
        NAME,
        "kafka",
        EngineChildren.STOP_RANK,
        GRACE,
        data,
        List.of(
            java,
            "-Xmx256m",
            "-Xms64m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dlog4j2.configurationFile=" + logging.toUri(),
            "-cp",
            classpath,
            "kafka.Kafka",
            properties.toString()),
        Map.of(),
        new Probe.Kafka("127.0.0.1", settings.kafkaPort()));
  }

  private static void format(Home home, String java, String classpath, Path properties) {
    Path log = home.log("kafka-format");
    ProcessBuilder builder =
        new ProcessBuilder(
            java,
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classpath,
            "kafka.tools.StorageTool",
            "format",
            "-t",
            newClusterId(),
            "-c",
            properties.toString());
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    try {
      Process process = builder.start();
      if (!process.waitFor(FORMAT_BOUND.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      if (process.waitFor() != 0) {
        throw new LocalException(
            "kafka_format_failed", "Kafka could not format its data directory", "see " + log);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while Kafka formatted its directory", e);
    }
  }

  /** As Kafka writes its ids: 16 bytes in URL-safe base64 without padding, no leading dash. */
  private static String newClusterId() {
    while (true) {
      UUID id = UUID.randomUUID();
      byte[] bytes =
          ByteBuffer.allocate(16)
              .putLong(id.getMostSignificantBits())
              .putLong(id.getLeastSignificantBits())
              .array();
      String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
      if (!text.startsWith("-")) {
        return text;
      }
    }
  }
}
