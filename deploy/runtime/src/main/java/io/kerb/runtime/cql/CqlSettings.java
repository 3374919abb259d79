package io.kerb.runtime.cql;

/**
 * How this installation's keyspaces are made.
 *
 * @param keyspacePrefix put before each keyspace's name, such as {@code kerb_}; test runs use their
 *     own
 * @param replication the CQL map of the keyspace's replication, such as {@code {'class':
 *     'SimpleStrategy', 'replication_factor': 1}}
 */
public record CqlSettings(String keyspacePrefix, String replication) {
  public String keyspace(String service) {
    return keyspacePrefix + service;
  }
}
