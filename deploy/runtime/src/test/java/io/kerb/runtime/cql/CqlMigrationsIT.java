package io.kerb.runtime.cql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
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
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EngineStack.class)
class CqlMigrationsIT {
  private CqlSession session;
  private CqlSettings settings;

  @BeforeEach
  void connect(Engines engines) {
    session =
        CqlSession.builder()
            .addContactPoints(engines.cassandraContactPoints().stream().map(this::node).toList())
            .withLocalDatacenter(engines.localDatacenter())
            .withConfigLoader(
                DriverConfigLoader.programmaticBuilder()
                    .withString(DefaultDriverOption.PROTOCOL_VERSION, "V4")
                    .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(20))
                    .build())
            .build();
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
    migrations().migrate("sample", List.of("V001__first.cql", "V002__more.cql"));

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

  private void migrateAll() {
    migrations().migrate("sample", List.of("V001__first.cql", "V002__more.cql"));
  }

  private CqlMigrations migrations() {
    return new CqlMigrations(session, settings);
  }

  private InetSocketAddress node(String hostAndPort) {
    String[] parts = hostAndPort.split(":");
    return new InetSocketAddress(parts[0], Integer.parseInt(parts[1]));
  }
}
