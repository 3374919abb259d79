package io.kerb.server.eta;

import io.kerb.eta.market.RoadNetworks;
import io.kerb.eta.serving.EtaModels;
import io.kerb.location.api.Markets;
import io.kerb.runtime.kafka.KafkaSettings;
import io.kerb.server.engines.ServerConfiguration;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.apache.kafka.clients.producer.Producer;

/** Puts the learned ETAs together; eta-model itself knows neither files' watchers nor Kafka. */
@Factory
final class EtaFactory {

  @Singleton
  EtaModels models(
      EtaConfiguration configuration, ServerConfiguration server, Markets markets, Clock clock) {
    return new EtaModels(configuration.modelsOf(server.home()), markets, clock);
  }

  @Context
  @Bean(preDestroy = "close")
  @Requires(condition = ServesEtas.class)
  ModelWatch watch(EtaModels models, RoadNetworks roads, EtaConfiguration configuration) {
    return new ModelWatch(models, roads, configuration.poll());
  }

  @Context
  @Bean(preDestroy = "close")
  @Requires(condition = ServesEtas.class)
  FinishedDrives finishedDrives(
      EtaModels models,
      RoadNetworks roads,
      Markets markets,
      KafkaSettings kafka,
      Producer<String, byte[]> producer) {
    return new FinishedDrives(models, roads, markets, kafka, producer);
  }
}
