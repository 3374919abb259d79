package io.kerb.trip.adapter.push;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.kerb.local.fixture.EngineStack;
import io.kerb.local.fixture.Engines;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.LocationTopics;
import io.kerb.location.api.Market;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.Markets;
import io.kerb.location.api.PingIntake;
import io.kerb.location.api.Product;
import io.kerb.location.api.ProductId;
import io.kerb.location.api.TripId;
import io.kerb.pricing.api.QuoteLookup;
import io.kerb.runtime.cql.CqlSettings;
import io.kerb.runtime.http.ProblemException;
import io.kerb.runtime.kafka.KafkaSettings;
import io.kerb.runtime.kafka.TopicCreator;
import io.kerb.trip.api.TripTopics;
import io.kerb.trip.push.Subscriber;
import io.kerb.trip.sample.SampleQuotes;
import io.kerb.trip.wire.TripSnapshot;
import io.kerb.trip.wire.TripStatus;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;

/**
 * A small server with push on real engines; the trip store and the ping gate are the test's own.
 */
final class PushServer implements AutoCloseable {
  /** The tests' trips are each one's own, so they share the tables, which take half a minute. */
  private static final String TABLES = "t" + UUID.randomUUID().toString().substring(0, 8) + "_";

  static final String SPEC = "push";
  private static final String SECRET = "a-secret-of-this-test-and-of-nothing-else";

  private final EmbeddedServer server;

  PushServer(String run, Map<String, Object> overrides) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("spec.name", SPEC);
    properties.put("spec.run", run);
    properties.put("kerb.role.trips", true);
    properties.put("micronaut.server.port", -1);
    properties.put("micronaut.security.token.roles-name", "roles");
    properties.put("micronaut.security.token.jwt.signatures.secret.generator.secret", SECRET);
    properties.put("jackson.property-naming-strategy", "SNAKE_CASE");
    properties.put("jackson.serialization-inclusion", "NON_NULL");
    properties.put("jackson.deserialization.failOnUnknownProperties", true);
    properties.put("jackson.serialization.writeDatesAsTimestamps", false);
    properties.putAll(overrides);
    server = ApplicationContext.run(EmbeddedServer.class, properties);
  }

  URI uri(String path) {
    return server.getURI().resolve(path);
  }

  <T> T bean(Class<T> type) {
    return server.getApplicationContext().getBean(type);
  }

  @SuppressWarnings("unchecked")
  Producer<String, byte[]> producer() {
    return bean(Producer.class);
  }

  static String token(String role, long subject) {
    return token(role, subject, Duration.ofHours(1));
  }

  static String token(String role, long subject, Duration ttl) {
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader(JWSAlgorithm.HS256),
            new JWTClaimsSet.Builder()
                .subject(Long.toString(subject))
                .claim("roles", List.of(role))
                .expirationTime(Date.from(Instant.now().plus(ttl)))
                .build());
    try {
      jwt.sign(new MACSigner(SECRET));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return jwt.serialize();
  }

  @Override
  public void close() {
    server.close();
  }

  /** The stored trips. Shared by the servers of a run, as the real store is. */
  static final class StoredTrips implements CurrentTrips {
    private static final Map<String, StoredTrips> OF_RUN = new ConcurrentHashMap<>();
    private static final Set<TripStatus> OVER =
        Set.of(
            TripStatus.COMPLETED,
            TripStatus.NO_DRIVERS_AVAILABLE,
            TripStatus.RIDER_CANCELED,
            TripStatus.DRIVER_CANCELED);

    private final Map<String, TripSnapshot> trips = new ConcurrentHashMap<>();

    static StoredTrips of(String run) {
      return OF_RUN.computeIfAbsent(run, r -> new StoredTrips());
    }

    void put(TripSnapshot trip) {
      trips.put(trip.getTripId(), trip);
    }

    @Override
    public List<TripSnapshot> listFor(Subscriber person, Optional<TripId> named) {
      return trips.values().stream()
          .filter(trip -> sees(person, trip))
          .filter(
              trip ->
                  !OVER.contains(trip.getStatus())
                      || named.map(TripId::toString).equals(Optional.of(trip.getTripId())))
          .toList();
    }

    private static boolean sees(Subscriber person, TripSnapshot trip) {
      if (person instanceof Subscriber.Rider rider) {
        return rider.id().value() == trip.getRiderId();
      }
      return person instanceof Subscriber.Operator
          || ((Subscriber.Driver) person).id().value() == trip.getDriverId();
    }
  }

  /** A gate that lets everything in and remembers it. */
  static final class OpenGate implements PingIntake {
    final List<Batch> batches = new CopyOnWriteArrayList<>();
    volatile RuntimeException failure;

    @Override
    public CompletionStage<Receipt> take(DriverId driver, Batch batch) {
      if (failure != null) {
        return CompletableFuture.failedFuture(failure);
      }
      batches.add(batch);
      return CompletableFuture.completedFuture(new Receipt(batch.pings().size(), List.of()));
    }
  }

  /** What deploy/server has besides. */
  @Factory
  @Requires(property = "spec.name", value = SPEC)
  static final class Beans {
    private final Engines engines = EngineStack.engines();

    @Value("${spec.run}")
    String run;

    @Singleton
    Clock clock() {
      return Clock.systemUTC();
    }

    @Singleton
    Markets markets() {
      return new Markets(List.of(TINYTOWN));
    }

    @Singleton
    KafkaSettings kafka(Markets markets) throws InterruptedException {
      KafkaSettings settings = new KafkaSettings(engines.kafkaBootstrap(), "t" + run + "-");
      new TopicCreator(settings)
          .create(
              List.of(
                  TripTopics.TRIP_EVENTS,
                  TripTopics.DRIVER_LOCATIONS,
                  LocationTopics.DRIVER_PINGS,
                  io.kerb.dispatch.api.DispatchTopics.OFFER_EVENTS),
              markets);
      return settings;
    }

    @Singleton
    @Bean(preDestroy = "close")
    Producer<String, byte[]> producer(KafkaSettings kafka) {
      return new KafkaProducer<>(kafka.producer());
    }

    @Singleton
    CqlSettings cqlSettings() {
      return new CqlSettings(TABLES, "{'class': 'SimpleStrategy', 'replication_factor': 1}");
    }

    @Singleton
    @Bean(preDestroy = "close")
    CqlSession session() {
      return CqlSession.builder()
          .addContactPoints(engines.cassandraContactPoints().stream().map(Beans::address).toList())
          .withLocalDatacenter(engines.localDatacenter())
          .withConfigLoader(
              DriverConfigLoader.programmaticBuilder()
                  .withString(DefaultDriverOption.PROTOCOL_VERSION, "V4")
                  .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(10))
                  .build())
          .build();
    }

    private static InetSocketAddress address(String hostAndPort) {
      String[] parts = hostAndPort.split(":");
      return new InetSocketAddress(parts[0], Integer.parseInt(parts[1]));
    }

    @Singleton
    @Primary
    CurrentTrips trips() {
      return StoredTrips.of(run);
    }

    /** Trip-service wants one to start; nobody orders a trip here. */
    @Singleton
    QuoteLookup quotes() {
      return new SampleQuotes();
    }

    @Singleton
    @Primary
    OpenGate intake() {
      return new OpenGate();
    }
  }

  static final Market TINYTOWN =
      new Market(
          new MarketId("tinytown"),
          "Tinytown",
          List.of(new LatLng(10, 10), new LatLng(10, 11), new LatLng(11, 11), new LatLng(11, 10)),
          ZoneId.of("UTC"),
          Currency.getInstance("USD"),
          List.of(new Product(new ProductId("standard"), "Standard", 4)),
          0,
          new Market.PartitionRange(0, 2));

  /** deploy/server's answer to problems, without its body. */
  @Singleton
  @Produces
  @Requires(property = "spec.name", value = SPEC)
  static final class Refusals implements ExceptionHandler<ProblemException, HttpResponse<?>> {
    @Override
    public HttpResponse<?> handle(HttpRequest request, ProblemException refusal) {
      return HttpResponse.status(refusal.problem().status(), refusal.problem().code());
    }
  }
}
