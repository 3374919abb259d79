package io.kerb.trip.adapter.cassandra;

import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import io.kerb.trip.store.UnknownOutcomeException;
import java.time.Duration;
import java.util.function.Supplier;

/** Three kinds of statements, each with what it may and may not do. */
final class Statements {
  /** Longer than the engine's own: its answer says more than our silence. */
  private static final Duration CONDITIONAL_TIMEOUT = Duration.ofSeconds(5);

  private static final ConsistencyLevel SERIAL = DefaultConsistencyLevel.LOCAL_SERIAL;

  private final CqlSession session;
  private final String keyspace;

  Statements(CqlSession session, String keyspace) {
    this.session = session;
    this.keyspace = keyspace;
  }

  /** Reads and constant writes: the driver may repeat them. {@code %s} stands for the keyspace. */
  PreparedStatement plain(String cql) {
    return session.prepare(
        SimpleStatement.newInstance(cql.formatted(keyspace)).setIdempotent(true));
  }

  /** A read that finishes and sees what compare-and-sets left half done. */
  PreparedStatement serialRead(String cql) {
    return session.prepare(
        SimpleStatement.newInstance(cql.formatted(keyspace))
            .setIdempotent(true)
            .setConsistencyLevel(SERIAL)
            .setTimeout(CONDITIONAL_TIMEOUT));
  }

  /**
   * A compare-and-set. Not idempotent: the driver must neither repeat it by itself nor run it on
   * two nodes at once; repeating is for who knows its attempt id.
   */
  PreparedStatement conditional(String cql) {
    return session.prepare(
        SimpleStatement.newInstance(cql.formatted(keyspace, keyspace))
            .setIdempotent(false)
            .setSerialConsistencyLevel(SERIAL)
            .setTimeout(CONDITIONAL_TIMEOUT));
  }

  ResultSet execute(Statement<?> statement) {
    return session.execute(statement);
  }

  /**
   * Runs one try of a conditional write.
   *
   * @throws UnknownOutcomeException on every failure but a wrong statement: even where this try
   *     surely failed, an earlier one of the same attempt may come through
   */
  static <T> T trying(String what, Supplier<T> conditional) {
    try {
      return conditional.get();
    } catch (QueryValidationException wrong) {
      throw wrong;
    } catch (DriverException e) {
      throw new UnknownOutcomeException(what + ": " + e.getMessage(), e);
    }
  }
}
