package io.kerb.trip.wiring;

import com.datastax.oss.driver.api.core.CqlSession;
import io.kerb.location.api.Markets;
import io.kerb.pricing.api.QuoteLookup;
import io.kerb.runtime.cql.CqlMigrations;
import io.kerb.runtime.cql.CqlSettings;
import io.kerb.runtime.kafka.KafkaSettings;
import io.kerb.trip.adapter.kafka.ExchangeFeed;
import io.kerb.trip.adapter.kafka.KafkaTripLog;
import io.kerb.trip.assign.AssignDriver;
import io.kerb.trip.block.Blocks;
import io.kerb.trip.change.ChangeTrip;
import io.kerb.trip.read.TripReader;
import io.kerb.trip.request.RequestTrip;
import io.kerb.trip.store.TripViews;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.apache.kafka.clients.producer.Producer;

/** Trip-service as beans. */
@Factory
final class TripFactory {

  /** Runs from the start: what a dead process left does not wait for a request. */
  @Context
  @Bean(preDestroy = "close")
  TripService service(
      CqlSession session,
      CqlSettings cql,
      KafkaSettings kafka,
      Producer<String, byte[]> producer,
      Markets markets,
      QuoteLookup quotes,
      TripConfiguration configuration,
      Clock clock) {
    new CqlMigrations(session, cql).migrate(TripService.KEYSPACE, TripService.MIGRATIONS);
    TripService service =
        new TripService(
            TripStores.inCassandra(session, cql.keyspace(TripService.KEYSPACE), clock),
            new KafkaTripLog(producer, kafka, markets),
            quotes,
            configuration,
            clock);
    service.startSweeps();
    return service;
  }

  @Context
  @Bean(preDestroy = "close")
  ExchangeFeed exchanges(
      TripService service, KafkaSettings kafka, Producer<String, byte[]> producer) {
    return new ExchangeFeed(service.exchanges(), kafka, producer);
  }

  @Singleton
  ChangeTrip changes(TripService service) {
    return service.changes();
  }

  @Singleton
  RequestTrip requests(TripService service) {
    return service.requests();
  }

  @Singleton
  AssignDriver assign(TripService service) {
    return service.assign();
  }

  @Singleton
  Blocks blocks(TripService service) {
    return service.blocks();
  }

  @Singleton
  TripReader reader(TripService service) {
    return service.reader();
  }

  @Singleton
  TripViews views(TripService service) {
    return service.stores().views();
  }
}
