package io.kerb.dispatch.wiring;

import com.datastax.oss.driver.api.core.CqlSession;
import io.kerb.dispatch.adapter.cassandra.DecisionArchive;
import io.kerb.dispatch.adapter.cassandra.DecisionTables;
import io.kerb.dispatch.adapter.kafka.DispatchWorker;
import io.kerb.dispatch.adapter.kafka.MarketCommandLog;
import io.kerb.dispatch.adapter.kafka.MarketSummaries;
import io.kerb.dispatch.adapter.kafka.PolicyFeed;
import io.kerb.dispatch.adapter.kafka.PolicyHistory;
import io.kerb.dispatch.adapter.kafka.PolicyRequests;
import io.kerb.dispatch.api.OfferSigner;
import io.kerb.dispatch.candidate.CandidateSearch;
import io.kerb.eta.api.PickupEtas;
import io.kerb.location.api.Markets;
import io.kerb.location.api.SupplySearch;
import io.kerb.runtime.cql.CqlMigrations;
import io.kerb.runtime.cql.CqlSettings;
import io.kerb.runtime.kafka.KafkaSettings;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;

/** Puts the dispatch role together. */
@Factory
final class DispatchFactory {
  private static final String KEYSPACE = "dispatch";

  /** How long an operator's call waits for the market's owner. */
  private static final Duration POLICY_PATIENCE = Duration.ofSeconds(5);

  @Context
  @Bean(preDestroy = "close")
  DispatchWorker worker(
      KafkaSettings kafka,
      Markets markets,
      OfferSigner signer,
      SupplySearch supply,
      PickupEtas etas,
      DispatchConfiguration configuration,
      Clock clock,
      Producer<String, byte[]> producer) {
    return new DispatchWorker(
            kafka,
            markets,
            signer,
            new CandidateSearch(supply, etas),
            configuration.policy(),
            clock,
            producer)
        .start();
  }

  @Context
  @Bean(preDestroy = "close")
  MarketSummaries summaries(KafkaSettings kafka, Producer<String, byte[]> producer) {
    return new MarketSummaries(kafka, producer);
  }

  @Singleton
  MarketCommandLog commands(KafkaSettings kafka, Producer<String, byte[]> producer, Clock clock) {
    return new MarketCommandLog(kafka, producer, clock);
  }

  @Singleton
  PolicyHistory policies(DispatchConfiguration configuration) {
    return new PolicyHistory(configuration.policy());
  }

  @Context
  @Bean(preDestroy = "close")
  PolicyFeed policyFeed(
      PolicyHistory history, KafkaSettings kafka, Producer<String, byte[]> producer) {
    return new PolicyFeed(history, kafka, producer);
  }

  @Singleton
  PolicyRequests policyRequests(MarketCommandLog commands, PolicyHistory history) {
    return new PolicyRequests(commands, history, POLICY_PATIENCE);
  }

  @Singleton
  DecisionTables decisions(CqlSession session, CqlSettings settings) {
    new CqlMigrations(session, settings).migrate(KEYSPACE, List.of("V001__decisions.cql"));
    return new DecisionTables(session, settings.keyspace(KEYSPACE));
  }

  @Context
  @Bean(preDestroy = "close")
  DecisionArchive archive(
      DecisionTables tables, KafkaSettings kafka, Producer<String, byte[]> producer) {
    return new DecisionArchive(tables, kafka, producer);
  }
}
