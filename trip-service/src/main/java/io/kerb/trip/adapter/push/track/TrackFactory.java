package io.kerb.trip.adapter.push.track;

import com.datastax.oss.driver.api.core.CqlSession;
import io.kerb.location.api.Markets;
import io.kerb.runtime.cql.CqlMigrations;
import io.kerb.runtime.cql.CqlSettings;
import io.kerb.runtime.kafka.KafkaSettings;
import io.kerb.trip.adapter.push.CurrentTrips;
import io.kerb.trip.push.track.Assignments;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;

/** Puts the tracks together. Their scripts are numbered from 100 on, apart from the trips'. */
@Factory
final class TrackFactory {
  private static final List<String> SCRIPTS = List.of("V100__tracks.cql");

  @Singleton
  TrackStore store(CqlSession session, CqlSettings settings) {
    new CqlMigrations(session, settings).migrate("trips", SCRIPTS);
    return new TrackStore(session, settings);
  }

  @Context
  @Bean(preDestroy = "close")
  TrackFeed feed(
      KafkaSettings kafka,
      Producer<String, byte[]> producer,
      Assignments assignments,
      CurrentTrips trips,
      TrackStore store,
      Markets markets,
      Clock clock) {
    return new TrackFeed(kafka, producer, assignments, trips, store, markets, clock);
  }
}
