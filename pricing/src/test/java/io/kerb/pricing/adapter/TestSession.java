package io.kerb.pricing.adapter;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import io.kerb.local.fixture.Engines;
import io.kerb.runtime.cql.CqlSettings;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.UUID;

/** A session on the build's Cassandra, with a keyspace prefix of its own. */
public final class TestSession {
  private TestSession() {}

  public static CqlSession open(Engines engines) {
    String node = engines.cassandraContactPoints().get(0);
    int colon = node.lastIndexOf(':');
    return CqlSession.builder()
        .addContactPoint(
            new InetSocketAddress(
                node.substring(0, colon), Integer.parseInt(node.substring(colon + 1))))
        .withLocalDatacenter(engines.localDatacenter())
        .withConfigLoader(
            DriverConfigLoader.programmaticBuilder()
                .withString(DefaultDriverOption.PROTOCOL_VERSION, "V4")
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(10))
                .build())
        .build();
  }

  public static CqlSettings ownKeyspaces() {
    return new CqlSettings(
        "t" + UUID.randomUUID().toString().substring(0, 8) + "_",
        "{'class': 'SimpleStrategy', 'replication_factor': 1}");
  }
}
