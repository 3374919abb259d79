package io.kerb.local.engine;

import io.kerb.local.port.Ports;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * How many engines, and on which ports. Everything listens on loopback only.
 *
 * @param redisPorts one shard each
 * @param cassandraNodes 1 or 3; node i listens on 127.0.0.i, all on the same two ports, because
 *     Cassandra finds its peers by address
 */
public record EngineSettings(
    int kafkaPort,
    int kafkaControllerPort,
    List<Integer> redisPorts,
    int cassandraNodes,
    int cassandraPort,
    int cassandraStoragePort) {
  public static final int REDIS_SHARDS_MAX = 16;
  public static final String DATACENTER = "datacenter1";

  /** Away from the engines' usual ports, so that someone's own Kafka or Redis is no obstacle. */
  public static final EngineSettings DEFAULT =
      new EngineSettings(19092, 19093, List.of(16379, 16380, 16381), 1, 19042, 17000);

  public EngineSettings {
    redisPorts = List.copyOf(redisPorts);
    if (redisPorts.isEmpty() || redisPorts.size() > REDIS_SHARDS_MAX) {
      throw new IllegalArgumentException(
          "%d Redis shards. Maybe choose 1 to %d.".formatted(redisPorts.size(), REDIS_SHARDS_MAX));
    }
    if (cassandraNodes != 1 && cassandraNodes != 3) {
      throw new IllegalArgumentException(
          cassandraNodes + " Cassandra nodes. Maybe choose 1, or 3 for quorums.");
    }
    List<Integer> all = new ArrayList<>(redisPorts);
    all.addAll(List.of(kafkaPort, kafkaControllerPort, cassandraPort, cassandraStoragePort));
    for (int port : all) {
      if (port < 1 || port > 65_535) {
        throw new IllegalArgumentException("port " + port + " is not between 1 and 65535.");
      }
    }
    if (!Ports.repeated(all).isEmpty()) {
      throw new IllegalArgumentException(
          "ports " + Ports.repeated(all) + " are configured twice. Maybe give each its own.");
    }
  }

  /** On ports that are free now: for tests, of which several may run on one machine. */
  public static EngineSettings onFreePorts(int redisShards, int cassandraNodes, Random random) {
    List<Integer> ports = Ports.free(4 + redisShards, random);
    return new EngineSettings(
        ports.get(0),
        ports.get(1),
        ports.subList(4, 4 + redisShards),
        cassandraNodes,
        ports.get(2),
        ports.get(3));
  }

  public EngineSettings withCassandraNodes(int nodes) {
    return new EngineSettings(
        kafkaPort, kafkaControllerPort, redisPorts, nodes, cassandraPort, cassandraStoragePort);
  }

  public String kafkaBootstrap() {
    return "127.0.0.1:" + kafkaPort;
  }

  public List<String> redisShards() {
    return redisPorts.stream().map(port -> "127.0.0.1:" + port).toList();
  }

  public List<String> cassandraContactPoints() {
    return Stream.iterate(1, i -> i <= cassandraNodes, i -> i + 1)
        .map(i -> CassandraNode.address(i) + ":" + cassandraPort)
        .toList();
  }
}
