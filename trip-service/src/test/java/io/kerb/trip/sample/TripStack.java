package io.kerb.trip.sample;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import io.kerb.local.fixture.EngineStack;
import io.kerb.local.fixture.Engines;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.Market;
import io.kerb.location.api.Markets;
import io.kerb.location.api.Product;
import io.kerb.location.api.ProductId;
import io.kerb.location.api.RiderId;
import io.kerb.location.api.TripId;
import io.kerb.pricing.api.QuoteId;
import io.kerb.runtime.cql.CqlMigrations;
import io.kerb.runtime.cql.CqlSettings;
import io.kerb.runtime.kafka.KafkaSettings;
import io.kerb.runtime.kafka.TopicCreator;
import io.kerb.trip.adapter.kafka.KafkaTripLog;
import io.kerb.trip.api.TripTopics;
import io.kerb.trip.request.RequestOutcome;
import io.kerb.trip.request.TripRequest;
import io.kerb.trip.wiring.TripConfiguration;
import io.kerb.trip.wiring.TripService;
import io.kerb.trip.wiring.TripStores;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;

/** Trip-service on real Cassandra and Kafka, with a keyspace and topics of its own. */
public final class TripStack implements AutoCloseable {
  public static final Markets MARKETS =
      new Markets(
          List.of(
              new Market(
                  SampleQuotes.MARKET,
                  "Sampleton",
                  List.of(
                      new LatLng(37.7, -122.5),
                      new LatLng(37.7, -122.3),
                      new LatLng(37.9, -122.3),
                      new LatLng(37.9, -122.5)),
                  ZoneId.of("America/Los_Angeles"),
                  SampleQuotes.USD,
                  List.of(new Product(new ProductId("standard"), "Standard", 4)),
                  2,
                  new Market.PartitionRange(0, 2))));

  public static final TripConfiguration CONFIGURATION =
      new TripConfiguration(
          Duration.ofMinutes(5),
          Duration.ofMinutes(5),
          Duration.ofMinutes(10),
          Duration.ofMinutes(5),
          Duration.ofMinutes(45),
          2,
          Duration.ofDays(30),
          Duration.ofSeconds(8),
          Duration.ofMillis(200),
          Duration.ofMillis(500));

  private final CqlSession session;
  private final String keyspace;
  private final KafkaSettings kafka;
  private final Producer<String, byte[]> producer;
  private final SampleQuotes quotes = new SampleQuotes();

  /** One for all tests that mind only their own people and trips: tables take half a minute. */
  private static TripStack shared;

  public static synchronized TripStack shared() throws InterruptedException {
    if (shared == null) {
      shared = new TripStack();
      Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
    }
    return shared;
  }

  public TripStack() throws InterruptedException {
    Engines engines = EngineStack.engines();
    String run = "t" + UUID.randomUUID().toString().substring(0, 8);
    this.session = open(engines);
    CqlSettings cql =
        new CqlSettings(run + "_", "{'class': 'SimpleStrategy', 'replication_factor': 1}");
    this.keyspace = cql.keyspace(TripService.KEYSPACE);
    new CqlMigrations(session, cql).migrate(TripService.KEYSPACE, TripService.MIGRATIONS);
    this.kafka = new KafkaSettings(engines.kafkaBootstrap(), run + "-");
    new TopicCreator(kafka).create(List.of(TripTopics.TRIP_EVENTS), MARKETS);
    this.producer = new KafkaProducer<>(kafka.producer());
  }

  private static CqlSession open(Engines engines) {
    String node = engines.cassandraContactPoints().get(0);
    int colon = node.lastIndexOf(':');
    return CqlSession.builder()
        .addContactPoint(
            new InetSocketAddress(
                node.substring(0, colon), Integer.parseInt(node.substring(colon + 1))))
        .withLocalDatacenter(engines.localDatacenter())
        .withConfigLoader(
            DriverConfigLoader.programmaticBuilder()
                .withString(DefaultDriverOption.PROTOCOL_VERSION, "V4")
                .withString(DefaultDriverOption.REQUEST_CONSISTENCY, "LOCAL_QUORUM")
                .withString(DefaultDriverOption.REQUEST_SERIAL_CONSISTENCY, "LOCAL_SERIAL")
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, Duration.ofSeconds(8))
                .build())
        .build();
  }

  public TripService service() {
    return service(UnaryOperator.identity());
  }

  /**
   * @param change what is different about this service's stores
   */
  public TripService service(UnaryOperator<TripStores> change) {
    return new TripService(
        change.apply(TripStores.inCassandra(session, keyspace, Clock.systemUTC())),
        new KafkaTripLog(producer, kafka, MARKETS),
        quotes,
        CONFIGURATION,
        Clock.systemUTC());
  }

  public CqlSession session() {
    return session;
  }

  public String keyspace() {
    return keyspace;
  }

  public KafkaSettings kafka() {
    return kafka;
  }

  public QuoteId quoteFor(RiderId rider) {
    return quotes.quote(UUID.randomUUID(), rider, Clock.systemUTC().instant()).quoteId();
  }

  public void changeQuote(QuoteId id) {
    quotes.change(id);
  }

  /** A request with a quote and a key of its own. */
  public TripId request(TripService service, RiderId rider) {
    RequestOutcome outcome = service.requests().request(newRequest(rider));
    return ((RequestOutcome.Created) outcome).trip().ride().tripId();
  }

  public TripRequest newRequest(RiderId rider) {
    return new TripRequest(
        rider, quoteFor(rider), null, UUID.randomUUID().toString(), "payload", "");
  }

  @Override
  public void close() {
    producer.close();
    session.close();
  }
}
