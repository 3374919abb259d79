package io.kerb.server.engines;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the session; at a joint start, waits for Cassandra. */
final class CassandraSession {
  private static final Logger LOG = LoggerFactory.getLogger(CassandraSession.class);
  private static final Duration START_WAIT_MAX = Duration.ofSeconds(60);
  private static final Duration START_POLL = Duration.ofMillis(500);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);

  private CassandraSession() {}

  static CqlSession open(EngineConfiguration engines) {
    List<InetSocketAddress> nodes =
        engines.cassandra().stream().map(CassandraSession::node).toList();
    long deadline = System.nanoTime() + START_WAIT_MAX.toNanos();
    while (true) {
      try {
        return CqlSession.builder()
            .addContactPoints(nodes)
            .withLocalDatacenter(engines.datacenter())
            .withConfigLoader(config(engines))
            .build();
      } catch (AllNodesFailedException e) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException(
              "Cassandra did not answer at "
                  + engines.cassandra()
                  + " within "
                  + START_WAIT_MAX
                  + "; maybe it is down, or KERB_CASSANDRA names another place",
              e);
        }
        LOG.info("waiting for Cassandra at {}", engines.cassandra());
        pause();
      }
    }
  }

  /**
   * Protocol V4: on V5 a contended compare-and-set's timeout breaks the connection, because the
   * driver does not read the extra field of that error.
   */
  private static DriverConfigLoader config(EngineConfiguration engines) {
    return DriverConfigLoader.programmaticBuilder()
        .withString(DefaultDriverOption.PROTOCOL_VERSION, "V4")
        .withString(DefaultDriverOption.REQUEST_CONSISTENCY, engines.consistency())
        .withString(DefaultDriverOption.REQUEST_SERIAL_CONSISTENCY, "LOCAL_SERIAL")
        .withBoolean(DefaultDriverOption.REQUEST_DEFAULT_IDEMPOTENCE, false)
        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, REQUEST_TIMEOUT)
        .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, REQUEST_TIMEOUT)
        .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, REQUEST_TIMEOUT)
        .withDuration(DefaultDriverOption.RECONNECTION_BASE_DELAY, Duration.ofMillis(500))
        .withDuration(DefaultDriverOption.RECONNECTION_MAX_DELAY, Duration.ofSeconds(5))
        .build();
  }

  private static InetSocketAddress node(String hostAndPort) {
    int colon = hostAndPort.lastIndexOf(':');
    if (colon < 1) {
      throw new IllegalArgumentException(
          "a Cassandra node is host:port, but was '" + hostAndPort + "'");
    }
    return new InetSocketAddress(
        hostAndPort.substring(0, colon), Integer.parseInt(hostAndPort.substring(colon + 1)));
  }

  private static void pause() {
    try {
      Thread.sleep(START_POLL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for Cassandra", e);
    }
  }
}
