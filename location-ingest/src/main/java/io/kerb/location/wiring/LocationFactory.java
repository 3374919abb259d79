package io.kerb.location.wiring;

import io.kerb.location.adapter.kafka.Indexer;
import io.kerb.location.adapter.kafka.KafkaPingIntake;
import io.kerb.location.api.Markets;
import io.kerb.location.api.PingIntake;
import io.kerb.location.index.adapter.RedisSupplyWriter;
import io.kerb.location.index.adapter.RedisSweeper;
import io.kerb.location.index.adapter.SupplyShards;
import io.kerb.runtime.kafka.KafkaSettings;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.apache.kafka.clients.producer.Producer;

/** The gate and the indexer; what they stand on comes from the server. */
@Factory
final class LocationFactory {

  @Singleton
  @Requires(condition = PingsAreTaken.class)
  PingIntake pingIntake(
      Markets markets, KafkaSettings kafka, Producer<String, byte[]> producer, Clock clock) {
    return new KafkaPingIntake(markets, kafka, producer, clock);
  }

  @Context
  @Bean(preDestroy = "close")
  @Requires(property = "kerb.role.ingest", value = "true")
  Indexer indexer(
      Markets markets,
      KafkaSettings kafka,
      Producer<String, byte[]> producer,
      SupplyShards shards,
      Clock clock) {
    Indexer indexer =
        new Indexer(
            markets,
            kafka,
            producer,
            new RedisSupplyWriter(shards),
            new RedisSweeper(shards)::step,
            clock);
    indexer.start();
    return indexer;
  }
}
