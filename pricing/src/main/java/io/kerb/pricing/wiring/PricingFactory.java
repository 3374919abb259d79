package io.kerb.pricing.wiring;

import com.datastax.oss.driver.api.core.CqlSession;
import io.kerb.eta.api.MarketRoads;
import io.kerb.eta.api.PickupEtas;
import io.kerb.eta.api.Routing;
import io.kerb.location.api.Markets;
import io.kerb.location.api.SupplySearch;
import io.kerb.pricing.adapter.QuoteSigner;
import io.kerb.pricing.adapter.StoredQuotes;
import io.kerb.pricing.adapter.cassandra.CassandraDemandDays;
import io.kerb.pricing.adapter.cassandra.CassandraFareTables;
import io.kerb.pricing.adapter.cassandra.CassandraQuotes;
import io.kerb.pricing.adapter.file.FareTableFile;
import io.kerb.pricing.adapter.file.SurgeZoneFile;
import io.kerb.pricing.adapter.http.RoadMap;
import io.kerb.pricing.adapter.kafka.ForecastReader;
import io.kerb.pricing.adapter.kafka.ForecastWorker;
import io.kerb.pricing.adapter.kafka.QuoteNews;
import io.kerb.pricing.adapter.kafka.SurgeOrderLog;
import io.kerb.pricing.adapter.kafka.SurgeReader;
import io.kerb.pricing.adapter.kafka.SurgeWorker;
import io.kerb.pricing.adapter.kafka.ToldQuotes;
import io.kerb.pricing.fare.FareArchive;
import io.kerb.pricing.fare.FareBook;
import io.kerb.pricing.fare.FareTable;
import io.kerb.pricing.forecast.DemandDays;
import io.kerb.pricing.forecast.ForecastTable;
import io.kerb.pricing.heat.Suggester;
import io.kerb.pricing.quote.PickupWait;
import io.kerb.pricing.quote.QuotePolicy;
import io.kerb.pricing.quote.QuoteStore;
import io.kerb.pricing.quote.Quoter;
import io.kerb.pricing.surge.ExpectedDemand;
import io.kerb.pricing.surge.SurgeOrders;
import io.kerb.pricing.surge.SurgePolicy;
import io.kerb.pricing.surge.SurgeTable;
import io.kerb.pricing.surge.SurgeZones;
import io.kerb.runtime.cql.CqlSettings;
import io.kerb.runtime.kafka.KafkaSettings;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts pricing together. */
@Factory
final class PricingFactory {
  private static final Logger LOG = LoggerFactory.getLogger(PricingFactory.class);

  @Context
  FareBook fares(PricingConfiguration configuration, Markets markets, FareArchive archive) {
    List<FareTable> tables = new ArrayList<>();
    if (configuration.fareFile() != null) {
      tables.add(FareTableFile.read(configuration.fareFile()));
    }
    tables.add(FareTableFile.readDefaults());
    for (FareTable table : tables) {
      table
          .warnings(markets)
          .forEach(warning -> LOG.warn("fare table {} {}", table.version(), warning));
      archive.keep(table);
    }
    return new FareBook(tables).requireAll(markets);
  }

  @Singleton
  QuotePolicy quotePolicy(PricingConfiguration configuration) {
    QuotePolicy standard = QuotePolicy.standard();
    return new QuotePolicy(
        configuration.quoteValid(),
        configuration.distanceMaxM(),
        standard.reachM(),
        standard.driversMax(),
        standard.freshness());
  }

  @Singleton
  SurgePolicy surgePolicy(PricingConfiguration configuration) {
    return SurgePolicy.standard()
        .with(configuration.surgeWindow(), configuration.surgeTick(), configuration.surgeCap());
  }

  @Singleton
  QuoteStore quotes(
      CqlSession session,
      CqlSettings cql,
      QuoteSigner signer,
      PricingConfiguration configuration,
      QuoteNews news) {
    return new ToldQuotes(
        new CassandraQuotes(session, cql, signer, configuration.quoteKept()), news);
  }

  @Singleton
  FareArchive fareArchive(CqlSession session, CqlSettings cql, Clock clock) {
    return new CassandraFareTables(session, cql, clock);
  }

  @Singleton
  @Bean(preDestroy = "close")
  QuoteNews quoteNews(Markets markets, KafkaSettings kafka, Producer<String, byte[]> producer) {
    return QuoteNews.start(markets, kafka, producer);
  }

  /** Made at the start: an import of roads must not wait for the first rider. */
  @Context
  Quoter quoter(
      Markets markets,
      FareBook fares,
      FareArchive archive,
      Routing routing,
      SupplySearch supply,
      PickupEtas etas,
      SurgeTable surge,
      QuotePolicy policy) {
    return new Quoter(
        markets, fares, archive, routing, new PickupWait(supply, etas, policy), surge, policy);
  }

  @Singleton
  StoredQuotes quoteLookup(QuoteStore store, Quoter quoter) {
    return new StoredQuotes(store, quoter);
  }

  @Singleton
  SurgeTable surgeTable() {
    return new SurgeTable();
  }

  @Context
  @Bean(preDestroy = "close")
  SurgeReader surgeReader(
      Markets markets, SurgeTable table, KafkaSettings kafka, Producer<String, byte[]> producer) {
    return new SurgeReader(markets, table, kafka, producer);
  }

  @Singleton
  SurgeOrders surgeOrders() {
    return new SurgeOrders();
  }

  @Context
  @Bean(preDestroy = "close")
  SurgeOrderLog surgeOrderLog(
      SurgeOrders orders, KafkaSettings kafka, Producer<String, byte[]> producer) {
    return new SurgeOrderLog(orders, kafka, producer);
  }

  @Context
  SurgeZones surgeZones(PricingConfiguration configuration, Markets markets) {
    return configuration.zoneFile() == null
        ? SurgeZones.none()
        : SurgeZoneFile.read(configuration.zoneFile(), markets);
  }

  @Singleton
  ExpectedDemand expectedDemand(ForecastTable forecasts) {
    return (market, now, window) -> forecasts.expected(market.marketId(), now, window);
  }

  @Context
  @Bean(preDestroy = "close")
  SurgeWorker surgeWorker(
      SurgeWorker.Surroundings around,
      SurgePolicy policy,
      KafkaSettings kafka,
      Producer<String, byte[]> producer,
      Clock clock) {
    return SurgeWorker.start(around, policy, kafka, producer, clock);
  }

  @Singleton
  SurgeWorker.Surroundings surgeSurroundings(
      Markets markets,
      SupplySearch supply,
      ExpectedDemand forecast,
      SurgeOrders orders,
      SurgeZones zones) {
    return new SurgeWorker.Surroundings(markets, supply, forecast, orders, zones::grid);
  }

  @Singleton
  DemandDays demandDays(CqlSession session, CqlSettings cql) {
    return new CassandraDemandDays(session, cql);
  }

  @Singleton
  ForecastTable forecastTable() {
    return new ForecastTable();
  }

  @Context
  @Bean(preDestroy = "close")
  ForecastReader forecastReader(
      Markets markets,
      ForecastTable table,
      KafkaSettings kafka,
      Producer<String, byte[]> producer) {
    return new ForecastReader(markets, table, kafka, producer);
  }

  @Context
  @Bean(preDestroy = "close")
  ForecastWorker forecastWorker(
      Markets markets,
      DemandDays days,
      KafkaSettings kafka,
      Producer<String, byte[]> producer,
      Clock clock) {
    return ForecastWorker.start(markets, days, kafka, producer, clock);
  }

  @Singleton
  Suggester suggester(PickupEtas etas) {
    return new Suggester(etas);
  }

  @Singleton
  RoadMap roadMap(MarketRoads roads) {
    return new RoadMap(roads);
  }
}
