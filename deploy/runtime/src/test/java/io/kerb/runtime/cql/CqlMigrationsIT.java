package io.kerb.runtime.cql;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import io.kerb.local.fixture.EngineControl;
import io.kerb.local.fixture.EngineStack;
import io.kerb.local.fixture.Engines;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EngineStack.class)
class CqlMigrationsIT {
  private static final List<String> SCRIPTS = List.of("V001__first.cql", "V002__more.cql");

  private final Engines engines;
  private CqlSession session;
  private CqlSettings settings;

  CqlMigrationsIT(Engines engines) {
    this.engines = engines;
  }

  @BeforeEach
  void connect() {
    session = open(Duration.ofSeconds(20));
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
  @Timeout(60)
  void a_lock_that_timed_out_is_asked_for_again(EngineControl control) throws Exception {
    migrateAll();
    session.execute(
        "INSERT INTO "
            + settings.keyspace("sample")
            + ".schema_migrations (script, holder) VALUES ('lock', 'another') USING TTL 6");
    try (CqlSession impatient = open(Duration.ofSeconds(1))) {
      CompletableFuture<Void> start =
          CompletableFuture.runAsync(
              () -> new CqlMigrations(impatient, settings).migrate("sample", SCRIPTS));
      Thread.sleep(1_500);
      control.freeze("cassandra-1");
      try {
        Thread.sleep(3_000);
      } finally {
        control.resume("cassandra-1");
      }

      start.get(40, SECONDS);
    }
  }

  private void migrateAll() {
    migrations().migrate("sample", SCRIPTS);
  }

  private CqlMigrations migrations() {
    return new CqlMigrations(session, settings);
  }

  private CqlSession open(Duration requestTimeout) {
    return CqlSession.builder()
        .addContactPoints(
            engines.cassandraContactPoints().stream().map(CqlMigrationsIT::node).toList())
        .withLocalDatacenter(engines.localDatacenter())
        .withConfigLoader(
            DriverConfigLoader.programmaticBuilder()
                .withString(DefaultDriverOption.PROTOCOL_VERSION, "V4")
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, requestTimeout)
                .build())
        .build();
  }

  private static InetSocketAddress node(String hostAndPort) {
    String[] parts = hostAndPort.split(":");
    return new InetSocketAddress(parts[0], Integer.parseInt(parts[1]));
  }
}
