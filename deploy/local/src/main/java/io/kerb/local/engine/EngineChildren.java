package io.kerb.local.engine;

import io.kerb.local.Checkout;
import io.kerb.local.Home;
import io.kerb.local.LocalException;
import io.kerb.local.Meanwhile;
import io.kerb.local.port.PortHolder;
import io.kerb.local.port.Ports;
import io.kerb.local.supervise.ChildSpec;
import io.kerb.local.supervise.RunFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The engines of one home, as children for the supervisor. */
public final class EngineChildren {
  /** Stopped last: everything else stands on the engines. */
  static final int STOP_RANK = 2;

  private static final long POLL_MS = 50;

  /** A child that starts this often without serving will not serve by trying again. */
  private static final int STARTS_MAX = 4;

  private static final int LOG_LINES_SHOWN = 12;

  private EngineChildren() {}

  /** Refuses when a port is held by someone else, naming port and holder. */
  public static void checkPorts(EngineSettings settings) {
    checkPort("Kafka", "127.0.0.1", settings.kafkaPort(), "--set kafka.port=…");
    checkPort(
        "Kafka's controller",
        "127.0.0.1",
        settings.kafkaControllerPort(),
        "--set kafka.controller-port=…");
    for (int port : settings.redisPorts()) {
      checkPort("Redis", "127.0.0.1", port, "--set redis.ports=…");
    }
    for (int node = 1; node <= settings.cassandraNodes(); node++) {
      String address = CassandraNode.address(node);
      checkPort("Cassandra", address, settings.cassandraPort(), "--set cassandra.port=…");
      checkPort(
          "Cassandra's storage",
          address,
          settings.cassandraStoragePort(),
          "--set cassandra.storage-port=…");
    }
  }

  public static void checkPort(String what, String address, int port, String option) {
    if (!Ports.isFree(address, port)) {
      String holder =
          PortHolder.find(port).map(PortHolder::toString).orElse("a process that cannot be seen");
      throw new LocalException(
          "port_in_use",
          "port %d, wanted by %s, is held by %s".formatted(port, what, holder),
          "end that process, or choose another port: " + option);
    }
  }

  /**
   * Hands all engines to the supervisor, which starts each as soon as its files are ready. Kafka's
   * first start formats its directory meanwhile the others boot.
   */
  public static void add(Home home, Checkout checkout, EngineSettings settings) {
    keepNodeCount(home, settings);
    List<Supplier<ChildSpec>> specs = new ArrayList<>();
    for (int node = 1; node <= settings.cassandraNodes(); node++) {
      int number = node;
      specs.add(() -> CassandraNode.spec(home, checkout, settings, number));
    }
    specs.addAll(logAndIndex(home, checkout, settings));
    add(home, specs);
  }

  /** Kafka and the Redis shards alone, for what needs no Cassandra. */
  public static void addLogAndIndex(Home home, Checkout checkout, EngineSettings settings) {
    add(home, logAndIndex(home, checkout, settings));
  }

  private static List<Supplier<ChildSpec>> logAndIndex(
      Home home, Checkout checkout, EngineSettings settings) {
    List<Supplier<ChildSpec>> specs = new ArrayList<>();
    specs.add(() -> KafkaNode.spec(home, checkout, settings));
    for (int shard = 1; shard <= settings.redisPorts().size(); shard++) {
      int number = shard;
      specs.add(
          () -> RedisShard.spec(home, checkout, number, settings.redisPorts().get(number - 1)));
    }
    return specs;
  }

  private static void add(Home home, List<Supplier<ChildSpec>> specs) {
    RunFiles files = new RunFiles(home.run());
    List<Meanwhile<Boolean>> added = new ArrayList<>();
    for (Supplier<ChildSpec> spec : specs) {
      added.add(
          Meanwhile.start(
              () -> {
                files.addChild(spec.get());
                return true;
              }));
    }
    added.forEach(Meanwhile::result);
  }

  /** Returns when every child of the home serves; tells of each as it does. */
  public static void awaitReady(Home home, Duration bound, Consumer<ChildSpec> onReady) {
    RunFiles files = new RunFiles(home.run());
    List<ChildSpec> waiting = new ArrayList<>(files.listChildren());
    // Earlier restarts do not count.
    Map<String, Integer> startsBefore =
        waiting.stream()
            .collect(Collectors.toMap(ChildSpec::name, child -> files.starts(child.name())));
    long deadline = System.nanoTime() + bound.toNanos();
    while (!waiting.isEmpty()) {
      waiting.removeIf(
          child -> {
            boolean ready = files.findLive(child.name()).isPresent() && child.ready().ready();
            if (ready) {
              onReady.accept(child);
            }
            return ready;
          });
      for (ChildSpec child : waiting) {
        boolean late = System.nanoTime() - deadline >= 0;
        int starts = files.starts(child.name()) - startsBefore.get(child.name());
        if (late || starts >= STARTS_MAX) {
          throw notReady(home, child, late);
        }
      }
      sleep();
    }
  }

  private static LocalException notReady(Home home, ChildSpec child, boolean late) {
    String why = late ? " did not get ready in time" : " keeps ending";
    Path log = home.log(child.name());
    return new LocalException(
        "not_ready", child.name() + why + ":\n" + tail(log), "see " + log + ", then kerb down");
  }

  private static String tail(Path log) {
    try {
      List<String> lines = Files.readAllLines(log);
      return String.join(
          "\n", lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size()));
    } catch (IOException e) {
      return "(no log)";
    }
  }

  /** The ring's tokens are fixed by the first start; another count would lose or hide rows. */
  private static void keepNodeCount(Home home, EngineSettings settings) {
    Path file = home.data("cassandra-1").resolveSibling("cassandra.nodes");
    String wanted = Integer.toString(settings.cassandraNodes());
    try {
      if (Files.exists(file)) {
        String had = Files.readString(file).strip();
        if (!had.equals(wanted)) {
          throw new LocalException(
              "other_node_count",
              "the data in %s is of %s Cassandra node(s), not %s"
                  .formatted(home.root(), had, wanted),
              "use that count, another --dir, or delete " + home.root());
        }
      } else {
        Files.writeString(file, wanted);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void sleep() {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the engines", e);
    }
  }
}
