package io.kerb.pricing.adapter.http;

import com.datastax.oss.driver.api.core.CqlSession;
import io.kerb.eta.market.RoadNetworks;
import io.kerb.eta.market.RoadSource;
import io.kerb.local.fixture.EngineStack;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.Market;
import io.kerb.location.api.Markets;
import io.kerb.location.api.SupplySearch;
import io.kerb.pricing.TestCity;
import io.kerb.pricing.adapter.QuoteSigner;
import io.kerb.pricing.adapter.TestSession;
import io.kerb.pricing.api.PricingTopics;
import io.kerb.runtime.cql.CqlSettings;
import io.kerb.runtime.http.ProblemException;
import io.kerb.runtime.kafka.KafkaSettings;
import io.kerb.runtime.kafka.TopicCreator;
import io.kerb.trip.api.TripTopics;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** What deploy/server gives to pricing, on the build's engines and a city of one crossing. */
@Factory
final class TestServerBeans {
  /** A car here, idle. */
  static final LatLng CAR = new LatLng(0.1, 0.12);

  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Singleton
  Markets markets() {
    return TestCity.markets();
  }

  @Singleton
  KafkaSettings kafka(Markets markets) throws InterruptedException {
    KafkaSettings kafka =
        new KafkaSettings(EngineStack.engines().kafkaBootstrap(), "t" + UUID.randomUUID() + "-");
    new TopicCreator(kafka)
        .create(
            List.of(
                TripTopics.TRIP_EVENTS,
                PricingTopics.SURGE,
                PricingTopics.QUOTE_EVENTS,
                PricingTopics.SURGE_ORDERS,
                PricingTopics.DEMAND_FORECAST),
            markets);
    return kafka;
  }

  @Singleton
  @Bean(preDestroy = "close")
  Producer<String, byte[]> producer(KafkaSettings kafka) {
    return new KafkaProducer<>(kafka.producer());
  }

  @Singleton
  QuoteSigner quoteSigner() {
    return new QuoteSigner(new byte[32]);
  }

  @Singleton
  CqlSettings cql() {
    return TestSession.ownKeyspaces();
  }

  @Singleton
  @Bean(preDestroy = "close")
  CqlSession session() {
    return TestSession.open(EngineStack.engines());
  }

  /** A road from west to east and one from south to north, each through the centre. */
  @Singleton
  @Bean(preDestroy = "close")
  RoadNetworks roads(Markets markets, Clock clock) throws IOException {
    Path directory = Files.createTempDirectory("kerb-pricing-it");
    Path osm =
        Files.writeString(
            directory.resolve("cross.osm"),
            """
            <?xml version='1.0'?><osm version='0.6'>
            <node id='1' lat='0.10' lon='0.01'/><node id='2' lat='0.10' lon='0.10'/>
            <node id='3' lat='0.10' lon='0.19'/><node id='4' lat='0.01' lon='0.10'/>
            <node id='5' lat='0.19' lon='0.10'/>
            <way id='10'><nd ref='1'/><nd ref='2'/><nd ref='3'/><tag k='highway' v='primary'/></way>
            <way id='11'><nd ref='4'/><nd ref='2'/><nd ref='5'/><tag k='highway' v='secondary'/></way>
            </osm>
            """);
    RoadSource source = new RoadSource(osm, directory.resolve("cache"));
    return RoadNetworks.open(markets, market -> source, clock);
  }

  @Singleton
  SupplySearch supply() {
    SupplySearch.NearbyDriver one =
        new SupplySearch.NearbyDriver(
            new DriverId(1), CAR, 0, true, false, Set.of(TestCity.STANDARD), Instant.EPOCH, 0);
    return new SupplySearch() {
      @Override
      public List<Answer> nearestOfEach(List<Query> queries) {
        return queries.stream()
            .map(query -> new Answer(Stream.of(one).filter(query.filter()).toList(), true))
            .toList();
      }

      @Override
      public Answer inMarket(Market market, int limit) {
        return new Answer(List.of(one), true);
      }
    };
  }

  /** A token is {@code role:subject}; the real ones belong to the server. */
  @Singleton
  AuthenticationFetcher<HttpRequest<?>> tokens() {
    return request -> authentication(request);
  }

  private static Publisher<Authentication> authentication(HttpRequest<?> request) {
    return Mono.justOrEmpty(
        request
            .getHeaders()
            .getAuthorization()
            .map(header -> header.substring("Bearer ".length()).split(":", 2))
            .map(token -> Authentication.build(token[1], List.of(token[0]))));
  }

  @Singleton
  ExceptionHandler<ProblemException, HttpResponse<?>> problems() {
    return new Problems();
  }

  static final class Problems implements ExceptionHandler<ProblemException, HttpResponse<?>> {
    @Override
    public HttpResponse<?> handle(HttpRequest request, ProblemException exception) {
      return HttpResponse.status(HttpStatus.valueOf(exception.problem().status()))
          .body(exception.problem());
    }
  }
}
