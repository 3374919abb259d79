package io.kerb.trip.wiring;

import com.datastax.oss.driver.api.core.CqlSession;
import io.kerb.runtime.cql.CqlSettings;
import io.kerb.runtime.kafka.KafkaSettings;
import io.kerb.trip.adapter.check.EngineWorld;
import io.kerb.trip.aggregate.TripPolicy;
import io.kerb.trip.check.TripCheck;
import java.time.Clock;

/** The check for whoever holds the engines, such as {@code kerb check}. */
public final class TripChecks {
  private TripChecks() {}

  public static TripCheck onEngines(
      CqlSession session, CqlSettings cql, KafkaSettings kafka, Clock clock) {
    return new TripCheck(
        new EngineWorld(session, cql.keyspace(TripService.KEYSPACE), kafka),
        TripPolicy.DEFAULT,
        clock);
  }
}
