package io.kerb.local.engine;

import io.kerb.local.Checkout;
import io.kerb.local.Home;
import io.kerb.local.JavaHome;
import io.kerb.local.supervise.ChildSpec;
import io.kerb.local.supervise.Probe;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** One Cassandra node of one or three, each on a loopback address of its own. */
final class CassandraNode {
  private static final Duration GRACE = Duration.ofSeconds(20);

  /** Before this, System.setSecurityManager needs no permission. */
  private static final int SECURITY_MANAGER_GUARDED = 18;

  private CassandraNode() {}

  static String address(int number) {
    return "127.0.0." + number;
  }

  static ChildSpec spec(Home home, Checkout checkout, EngineSettings settings, int number) {
    String name = "cassandra-" + number;
    Path conf = home.conf(name);
    Path data = home.data(name);
    Path yaml =
        Template.write(
            "cassandra.yaml",
            conf.resolve("cassandra.yaml"),
            Map.of(
                "TOKEN",
                token(number, settings.cassandraNodes()),
                // All are seeds: a node that starts at the same moment as its only seed gives up.
                "SEEDS",
                IntStream.rangeClosed(1, settings.cassandraNodes())
                    .mapToObj(CassandraNode::address)
                    .collect(Collectors.joining(",")),
                "ADDRESS",
                address(number),
                "PORT",
                settings.cassandraPort(),
                "STORAGE_PORT",
                settings.cassandraStoragePort()));
    Path options = Template.write("cassandra-jvm.options", conf.resolve("jvm.options"), Map.of());
    Path logging = Template.write("cassandra-logback.xml", conf.resolve("logback.xml"), Map.of());
    JavaHome java = JavaHome.forEngines();
    List<String> command = new ArrayList<>();
    command.add(java.java().toString());
    if (java.feature() >= SECURITY_MANAGER_GUARDED) {
      command.add("-Djava.security.manager=allow");
    }
    command.addAll(
        List.of(
            // A development node: little memory and a quick start count for more than throughput.
            "-Xmx256m",
            "-Xms128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-javaagent:" + checkout.engineJar("cassandra", "jamm-"),
            "@" + options,
            "-Dcassandra.config=" + yaml.toUri(),
            "-Dcassandra.storagedir=" + data,
            "-Dlogback.configurationFile=" + logging,
            "-cp",
            checkout.engineClasspath("cassandra"),
            "org.apache.cassandra.service.CassandraDaemon"));
    return new ChildSpec(
        name,
        "cassandra",
        EngineChildren.STOP_RANK,
        GRACE,
        data,
        command,
        Map.of("CASSANDRA_CONF", conf.toString()),
        new Probe.Cassandra(address(number), settings.cassandraPort()));
  }

  /** Node i of n owns an equal part of the ring: (2^64 / n)(i − 1) − 2^63. */
  static String token(int number, int nodes) {
    return BigInteger.TWO
        .pow(64)
        .divide(BigInteger.valueOf(nodes))
        .multiply(BigInteger.valueOf(number - 1L))
        .subtract(BigInteger.TWO.pow(63))
        .toString();
  }
}
