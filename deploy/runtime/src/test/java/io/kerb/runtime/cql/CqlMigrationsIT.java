package io.kerb.runtime.cql;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.config.DriverExecutionProfile;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.api.core.session.Request;
import com.datastax.oss.driver.api.core.tracker.RequestTracker;
import io.kerb.local.fixture.EngineControl;
import io.kerb.local.fixture.EngineStack;
import io.kerb.local.fixture.Engines;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EngineStack.class)
class CqlMigrationsIT {
  private static final List<String> SCRIPTS = List.of("V001__first.cql", "V002__more.cql");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Engines engines;
  private CqlSession session;
  private CqlSettings settings;

  CqlMigrationsIT(Engines engines) {
    this.engines = engines;
  }

  @BeforeEach
  void connect() {
    session = builder(Duration.ofSeconds(20)).build();
    settings =
        new CqlSettings(
            "t" + UUID.randomUUID().toString().replace("-", "") + "_",
            "{'class': 'SimpleStrategy', 'replication_factor': 1}");
  }

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void scripts_run_once_and_in_order() {
    migrations().migrate("sample", List.of("V001__first.cql"));
    migrations().migrate("sample", SCRIPTS);

    session.execute(
        "INSERT INTO "
            + settings.keyspace("sample")
            + ".first (id, name, more) VALUES (1, 'a', 'b')");
    assertThat(
            session
                .execute("SELECT more FROM " + settings.keyspace("sample") + ".first")
                .one()
                .getString("more"))
        .isEqualTo("b");
  }

  @Test
  void two_instances_that_start_together_run_each_script_once() {
    List<CompletableFuture<Void>> starts =
        List.of(
            CompletableFuture.runAsync(this::migrateAll),
            CompletableFuture.runAsync(this::migrateAll));

    starts.forEach(CompletableFuture::join);
    assertThat(session.execute("SELECT * FROM " + settings.keyspace("sample") + ".second").all())
        .isEmpty();
  }

  @Test
  void a_script_that_was_changed_after_it_ran_is_refused() {
    migrateAll();
    session.execute(
        "UPDATE "
            + settings.keyspace("sample")
            + ".schema_migrations SET checksum = 'other' WHERE script = 'V001__first.cql' IF EXISTS");

    assertThatThrownBy(this::migrateAll)
        .hasMessageContaining("V001__first.cql was changed")
        .hasMessageContaining("new script");
  }

  @Test
  @Timeout(150)
  void a_lock_that_timed_out_is_asked_for_again(EngineControl control) throws Exception {
    migrateAll();
    String migrations = settings.keyspace("sample") + ".schema_migrations";
    LockRequests asked = new LockRequests();
    try (CqlSession impatient = builder(Duration.ofSeconds(3)).withRequestTracker(asked).build()) {
      session.execute(
          "INSERT INTO "
              + migrations
              + " (script, holder) VALUES ('lock', 'another') IF NOT EXISTS");
      CompletableFuture<Void> start =
          CompletableFuture.runAsync(
              () -> new CqlMigrations(impatient, settings).migrate("sample", SCRIPTS));
      await().atMost(PATIENCE).until(() -> asked.answered.get() > 0);
      control.freeze("cassandra-1");
      try {
        await().atMost(PATIENCE).until(() -> asked.timedOut.get() > 0);
      } finally {
        control.resume("cassandra-1");
      }
      session.execute("DELETE FROM " + migrations + " WHERE script = 'lock' IF EXISTS");

      start.get(60, SECONDS);
    }
  }

  /** Counts what became of requests for the lock. */
  private static final class LockRequests implements RequestTracker {
    final AtomicInteger answered = new AtomicInteger();
    final AtomicInteger timedOut = new AtomicInteger();

    @Override
    public void onSuccess(
        Request request, long nanos, DriverExecutionProfile profile, Node node, String prefix) {
      if (isForLock(request)) {
        answered.incrementAndGet();
      }
    }

    @Override
    public void onError(
        Request request,
        Throwable error,
        long nanos,
        DriverExecutionProfile profile,
        Node node,
        String prefix) {
      if (isForLock(request) && error instanceof DriverTimeoutException) {
        timedOut.incrementAndGet();
      }
    }

    private static boolean isForLock(Request request) {
      return request instanceof SimpleStatement statement
          && statement.getQuery().contains("VALUES ('lock', ?)");
    }

    @Override
    public void close() {}
  }

  private void migrateAll() {
    migrations().migrate("sample", SCRIPTS);
  }

  private CqlMigrations migrations() {
    return new CqlMigrations(session, settings);
  }

  private CqlSessionBuilder builder(Duration requestTimeout) {
    return CqlSession.builder()
        .addContactPoints(
            engines.cassandraContactPoints().stream().map(CqlMigrationsIT::node).toList())
        .withLocalDatacenter(engines.localDatacenter())
        .withConfigLoader(
            DriverConfigLoader.programmaticBuilder()
                .withString(DefaultDriverOption.PROTOCOL_VERSION, "V4")
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, requestTimeout)
                .build());
  }

  private static InetSocketAddress node(String hostAndPort) {
    String[] parts = hostAndPort.split(":");
    return new InetSocketAddress(parts[0], Integer.parseInt(parts[1]));
  }
}
