package io.kerb.bench.engines;

import io.kerb.local.Checkout;
import io.kerb.local.Home;
import io.kerb.local.engine.EngineChildren;
import io.kerb.local.engine.EngineSettings;
import io.kerb.local.supervise.Detached;
import io.kerb.local.supervise.ProcessIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Kafka and three Redis shards on free ports, in a directory of their own that goes with them. They
 * end with this process, however it ends.
 */
public final class BenchEngines implements AutoCloseable {
  private static final int REDIS_SHARDS = 3;
  private static final Duration READY_BOUND = Duration.ofSeconds(90);

  private final Home home;
  private final EngineSettings settings;

  private BenchEngines(Home home, EngineSettings settings) {
    this.home = home;
    this.settings = settings;
  }

  /** From the source tree that KERB_ROOT names, else the one around the working directory. */
  public static BenchEngines start() throws IOException {
    String root = System.getenv("KERB_ROOT");
    Checkout checkout = Checkout.containing(Path.of(root == null ? "" : root));
    Home home = new Home(Files.createTempDirectory("kerb-bench"));
    EngineSettings settings = EngineSettings.onFreePorts(REDIS_SHARDS, 1, new Random());
    BenchEngines engines = new BenchEngines(home, settings);
    try {
      Detached.start(home, Optional.of(ProcessIdentity.self()));
      EngineChildren.addLogAndIndex(home, checkout, settings);
      EngineChildren.awaitReady(home, READY_BOUND, child -> {});
    } catch (RuntimeException e) {
      engines.close();
      throw e;
    }
    return engines;
  }

  public String kafka() {
    return settings.kafkaBootstrap();
  }

  public List<String> redis() {
    return settings.redisShards();
  }

  /** For what the benchmark itself wants to keep while it runs. */
  public Path directory() {
    return home.root();
  }

  @Override
  public void close() {
    Detached.stop(home);
    try (Stream<Path> all = Files.walk(home.root())) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
