package io.kerb.server.engines;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;

/**
 * Where the engines are.
 *
 * @param kafka bootstrap servers
 * @param topicPrefix put before each topic and group; empty in production
 * @param redisShards host:port of each shard, in the order of the ring's table
 * @param cassandra host:port contact points
 * @param consistency of ordinary reads and writes: LOCAL_ONE on one node, LOCAL_QUORUM on three
 * @param replicationFactor copies of each row in the datacenter: 1 on one node, 3 on three
 */
@ConfigurationProperties("kerb.engines")
public record EngineConfiguration(
    String kafka,
    @Bindable(defaultValue = "") String topicPrefix,
    List<String> redisShards,
    List<String> cassandra,
    @Bindable(defaultValue = "datacenter1") String datacenter,
    @Bindable(defaultValue = "kerb_") String keyspacePrefix,
    @Bindable(defaultValue = "LOCAL_QUORUM") String consistency,
    @Bindable(defaultValue = "1") int replicationFactor) {

  /** The CQL map for the keyspaces. */
  String replication() {
    return "{'class': 'NetworkTopologyStrategy', '" + datacenter + "': " + replicationFactor + "}";
  }
}
