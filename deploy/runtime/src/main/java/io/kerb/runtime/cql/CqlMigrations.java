package io.kerb.runtime.cql;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a service's keyspace to the newest of its numbered scripts.
 *
 * <p>Each script runs once; a row with its checksum remembers it, and a script that was changed
 * afterwards is refused. A lock row with a TTL, taken by compare-and-set, keeps two starting
 * instances apart.
 */
public final class CqlMigrations {
  private static final Logger LOG = LoggerFactory.getLogger(CqlMigrations.class);
  private static final int LOCK_TTL_S = 60;
  private static final Duration LOCK_WAIT_MAX = Duration.ofSeconds(90);
  private static final Duration SETTLE_MAX = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration DDL_TIMEOUT = Duration.ofSeconds(30);

  private final CqlSession session;
  private final CqlSettings settings;

  public CqlMigrations(CqlSession session, CqlSettings settings) {
    this.session = session;
    this.settings = settings;
  }

  /**
   * @param service names the keyspace and the folder {@code cql/<service>/} on the class path
   * @param scripts file names in order, such as {@code V001__trips.cql}; {@code ${keyspace}} in
   *     them stands for the keyspace; statements end with a semicolon at the end of a line
   */
  public void migrate(String service, List<String> scripts) {
    String keyspace = settings.keyspace(service);
    ddl(
        "CREATE KEYSPACE IF NOT EXISTS "
            + keyspace
            + " WITH replication = "
            + settings.replication());
    ddl(
        "CREATE TABLE IF NOT EXISTS "
            + keyspace
            + ".schema_migrations (script text PRIMARY KEY, checksum text, holder text)");
    UUID holder = UUID.randomUUID();
    lock(keyspace, holder);
    try {
      for (String script : scripts) {
        apply(keyspace, script, read("cql/" + service + "/" + script));
      }
    } finally {
      unlock(keyspace, holder);
    }
  }

  private void apply(String keyspace, String script, String text) {
    String checksum = sha256(text);
    // At SERIAL, to see what a timed-out compare-and-set of a predecessor left.
    Row done =
        settle(
            SimpleStatement.newInstance(
                    "SELECT checksum FROM " + keyspace + ".schema_migrations WHERE script = ?",
                    script)
                .setConsistencyLevel(ConsistencyLevel.LOCAL_SERIAL));
    if (done != null) {
      if (!checksum.equals(done.getString("checksum"))) {
        throw new IllegalStateException(
            keyspace
                + ": "
                + script
                + " was changed after it ran; undo the change and write it as a new script");
      }
      return;
    }
    for (String statement : text.replace("${keyspace}", keyspace).split(";\\s*(\\n|$)")) {
      String bare = withoutComments(statement);
      if (!bare.isBlank()) {
        ddl(bare);
      }
    }
    settle(
        SimpleStatement.newInstance(
            "INSERT INTO "
                + keyspace
                + ".schema_migrations (script, checksum) VALUES (?, ?) IF NOT EXISTS",
            script,
            checksum));
    LOG.info("{}: {} applied", keyspace, script);
  }

  private void lock(String keyspace, UUID holder) {
    long deadline = System.nanoTime() + LOCK_WAIT_MAX.toNanos();
    SimpleStatement take =
        SimpleStatement.newInstance(
            "INSERT INTO "
                + keyspace
                + ".schema_migrations (script, holder) VALUES ('lock', ?) IF NOT EXISTS USING TTL "
                + LOCK_TTL_S,
            holder.toString());
    while (true) {
      Row answer = settle(take);
      if (answer == null
          || answer.getBoolean("[applied]")
          || holder.toString().equals(answer.getString("holder"))) {
        return;
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            keyspace
                + ": another instance has held the migration lock for "
                + LOCK_WAIT_MAX
                + "; maybe it hangs");
      }
      pause();
    }
  }

  /** Not worth a failed start: a lock that stays expires by itself. */
  private void unlock(String keyspace, UUID holder) {
    try {
      session.execute(
          SimpleStatement.newInstance(
              "DELETE FROM " + keyspace + ".schema_migrations WHERE script = 'lock' IF holder = ?",
              holder.toString()));
    } catch (DriverException e) {
      LOG.warn(
          "{}: the migration lock expires in {} s at most: {}", keyspace, LOCK_TTL_S, e.toString());
    }
  }

  /**
   * Repeats a serial read or a compare-and-set until Cassandra answers: one that timed out may have
   * been applied or not, and says so when it is asked the same again.
   *
   * @return the row it found, or null
   */
  private Row settle(SimpleStatement serial) {
    long deadline = System.nanoTime() + SETTLE_MAX.toNanos();
    while (true) {
      try {
        return session.execute(serial).one();
      } catch (QueryValidationException wrong) {
        throw wrong;
      } catch (DriverException unknown) {
        if (System.nanoTime() > deadline) {
          throw unknown;
        }
        LOG.info("asking Cassandra again: {}", unknown.toString());
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted during a migration", e);
    }
  }

  private void ddl(String statement) {
    session.execute(SimpleStatement.newInstance(statement).setTimeout(DDL_TIMEOUT));
  }

  private static String withoutComments(String statement) {
    return statement
        .lines()
        .filter(line -> !line.strip().startsWith("--"))
        .reduce("", (a, b) -> a + b + "\n");
  }

  private static String read(String resource) {
    try (InputStream in = CqlMigrations.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("no script " + resource + " on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
