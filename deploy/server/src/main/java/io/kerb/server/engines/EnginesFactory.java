package io.kerb.server.engines;

import com.datastax.oss.driver.api.core.CqlSession;
import io.kerb.dispatch.api.DispatchTopics;
import io.kerb.eta.api.ArrivalSide;
import io.kerb.eta.market.RoadNetworks;
import io.kerb.eta.market.RoadSource;
import io.kerb.eta.serving.EtaModels;
import io.kerb.location.api.LocationTopics;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.Markets;
import io.kerb.location.api.SupplySearch;
import io.kerb.location.api.TopicSpec;
import io.kerb.location.index.adapter.RedisSupplySearch;
import io.kerb.location.index.adapter.SupplyShards;
import io.kerb.pricing.api.PricingTopics;
import io.kerb.runtime.cql.CqlSettings;
import io.kerb.runtime.kafka.KafkaSettings;
import io.kerb.runtime.kafka.TopicCreator;
import io.kerb.trip.api.TripTopics;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;

/**
 * The engines as beans. Whoever holds {@link KafkaSettings} may rely on the topics; whoever holds a
 * {@link CqlSession}, on a Cassandra that answered.
 */
@Factory
final class EnginesFactory {
  private static final List<TopicSpec> TOPICS =
      Stream.concat(
              DispatchTopics.ALL.stream(),
              Stream.of(
                  LocationTopics.DRIVER_PINGS,
                  TripTopics.TRIP_EVENTS,
                  TripTopics.DRIVER_LOCATIONS,
                  PricingTopics.SURGE,
                  PricingTopics.QUOTE_EVENTS,
                  PricingTopics.SURGE_ORDERS,
                  PricingTopics.DEMAND_FORECAST))
          .toList();

  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Singleton
  MarketsFile.Installed installed(ServerConfiguration configuration) {
    return MarketsFile.read(configuration.marketsFile());
  }

  @Singleton
  Markets markets(MarketsFile.Installed installed) {
    return installed.markets();
  }

  @Singleton
  KafkaSettings kafka(EngineConfiguration engines, Markets markets) throws InterruptedException {
    KafkaSettings settings = new KafkaSettings(engines.kafka(), engines.topicPrefix());
    new TopicCreator(settings).create(TOPICS, markets);
    return settings;
  }

  @Singleton
  @Bean(preDestroy = "close")
  Producer<String, byte[]> producer(KafkaSettings kafka) {
    return new KafkaProducer<>(kafka.producer());
  }

  @Singleton
  CqlSettings cqlSettings(EngineConfiguration engines) {
    return new CqlSettings(engines.keyspacePrefix(), engines.replication());
  }

  @Singleton
  @Bean(preDestroy = "close")
  CqlSession session(EngineConfiguration engines) {
    return CassandraSession.open(engines);
  }

  @Singleton
  @Bean(preDestroy = "close")
  SupplyShards supplyShards(EngineConfiguration engines) {
    return SupplyShards.connect(engines.redisShards());
  }

  @Singleton
  SupplySearch supplySearch(SupplyShards shards, Markets markets, Clock clock) {
    return new RedisSupplySearch(shards, markets, clock);
  }

  /** Made when the first role that asks for routes is on. */
  @Singleton
  @Bean(preDestroy = "close")
  RoadNetworks roads(
      ServerConfiguration configuration,
      MarketsFile.Installed installed,
      EtaModels models,
      Clock clock) {
    Path cache = configuration.home().resolve("roads");
    Optional<Path> speeds = given(configuration.speedsFile());
    return RoadNetworks.open(
            installed.markets(),
            market ->
                new RoadSource(osmFile(configuration, installed, market.marketId()), speeds, cache),
            market -> installed.kerbs().getOrDefault(market.marketId(), ArrivalSide.ANY),
            clock,
            models)
        .watch(configuration.roadsPoll());
  }

  private static Path osmFile(
      ServerConfiguration configuration, MarketsFile.Installed installed, MarketId market) {
    return given(installed.osmFiles().getOrDefault(market, configuration.osmFile()))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the roles pricing and dispatch need a road network for the market '"
                        + market
                        + "'; set KERB_OSM_FILE, or the market's osm_file, to an OpenStreetMap"
                        + " extract"));
  }

  /** An empty variable is as good as none. */
  private static Optional<Path> given(@Nullable Path file) {
    return Optional.ofNullable(file).filter(named -> !named.toString().isEmpty());
  }

  @Singleton
  @Bean(preDestroy = "close")
  Admin admin(KafkaSettings kafka) {
    int withinMs = (int) EngineHealth.ANSWER_WITHIN.toMillis();
    return Admin.create(
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers(),
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, withinMs,
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, withinMs));
  }

  /** Redis is not asked: without it, searches say what is missing, and trips go on. */
  @Singleton
  @Named("kafka")
  @Readiness
  @Requires(condition = AnyRole.class)
  HealthIndicator kafkaHealth(Admin admin) {
    return new EngineHealth("kafka", () -> admin.describeCluster().clusterId().toCompletionStage());
  }

  @Singleton
  @Named("cassandra")
  @Readiness
  @Requires(condition = AnyRole.class)
  HealthIndicator cassandraHealth(CqlSession session) {
    return new EngineHealth(
        "cassandra", () -> session.executeAsync("SELECT release_version FROM system.local"));
  }
}
