package io.kerb.dispatch.adapter.kafka;

import io.kerb.dispatch.api.DispatchTopics;
import io.kerb.dispatch.api.OfferSigner;
import io.kerb.dispatch.candidate.CandidateSearch;
import io.kerb.dispatch.policy.DispatchPolicy;
import io.kerb.dispatch.policy.Rematching;
import io.kerb.eta.api.PickupEtas;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.LocationTopics;
import io.kerb.location.api.Market;
import io.kerb.location.api.Market.PartitionRange;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.Markets;
import io.kerb.location.api.Product;
import io.kerb.location.api.ProductId;
import io.kerb.location.api.SupplySearch;
import io.kerb.location.api.TopicSpec;
import io.kerb.runtime.kafka.KafkaSettings;
import io.kerb.runtime.kafka.TopicCreator;
import io.kerb.trip.api.TripTopics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;

/** A market on real Kafka; its index and roads are a few cars on a straight street. */
final class SmallTown implements SupplySearch, PickupEtas {
  static final ProductId STANDARD = new ProductId("standard");
  static final LatLng PICKUP = new LatLng(0, 0);

  static final Market MARKET =
      new Market(
          new MarketId("smalltown"),
          "Small Town",
          List.of(new LatLng(-1, -1), new LatLng(-1, 1), new LatLng(1, 1), new LatLng(1, -1)),
          ZoneOffset.UTC,
          Currency.getInstance("EUR"),
          List.of(new Product(STANDARD, "Standard", 4)),
          1,
          new PartitionRange(1, 2));

  private static final int METERS_PER_SECOND = 10;

  final KafkaSettings settings;
  final Markets markets = new Markets(List.of(MARKET));
  private final ConcurrentSkipListMap<Integer, Long> cars = new ConcurrentSkipListMap<>();

  SmallTown(KafkaSettings settings) {
    this.settings = settings;
  }

  void createTopics() throws InterruptedException {
    List<TopicSpec> topics = new ArrayList<>(DispatchTopics.ALL);
    topics.add(TripTopics.TRIP_EVENTS);
    topics.add(LocationTopics.DRIVER_PINGS);
    new TopicCreator(settings).create(topics, markets);
  }

  /** A car so many metres from the pickup, with a fresh position whenever somebody looks. */
  void park(long driver, int meters) {
    cars.put(meters, driver);
  }

  Producer<String, byte[]> producer() {
    return new KafkaProducer<>(settings.producer());
  }

  DispatchWorker startWorker(Duration offerTtl, Producer<String, byte[]> deadLetters) {
    return new DispatchWorker(
            settings,
            markets,
            new OfferSigner(new byte[32]),
            new CandidateSearch(this, this),
            policy(offerTtl),
            Clock.systemUTC(),
            deadLetters)
        .start();
  }

  static DispatchPolicy policy(Duration offerTtl) {
    return DispatchPolicy.named("test")
        .windowMax(Duration.ZERO)
        .rematching(Rematching.OFF)
        .window(Duration.ofMillis(100))
        .offerTtl(offerTtl)
        .ringsM(List.of(1_000, 5_000))
        .build();
  }

  @Override
  public List<Answer> nearestOfEach(List<Query> queries) {
    return queries.stream().map(this::answer).toList();
  }

  private Answer answer(Query query) {
    List<NearbyDriver> found = new ArrayList<>();
    cars.headMap((int) query.radiusMeters(), true)
        .forEach(
            (meters, driver) ->
                found.add(
                    new NearbyDriver(
                        new DriverId(driver),
                        new LatLng(0, Math.toDegrees(meters / LatLng.EARTH_RADIUS_M)),
                        0,
                        true,
                        false,
                        Set.of(STANDARD),
                        Instant.now(),
                        meters)));
    return new Answer(found.subList(0, Math.min(query.limit(), found.size())), true);
  }

  @Override
  public Answer inMarket(Market market, int limit) {
    throw new UnsupportedOperationException("dispatch asks for drivers near a pickup only");
  }

  @Override
  public List<int[]> pickupEtasOfEachS(List<Question> questions) {
    return questions.stream().map(SmallTown::answer).toList();
  }

  private static int[] answer(Question question) {
    return question.drivers().stream()
        .mapToInt(from -> (int) Math.round(from.metersTo(question.pickup()) / METERS_PER_SECOND))
        .toArray();
  }
}
