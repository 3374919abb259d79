package io.kerb.dispatch.market;

import io.kerb.dispatch.api.OfferSigner;
import io.kerb.dispatch.candidate.CandidateSearch;
import io.kerb.dispatch.exchange.ExchangeEvent;
import io.kerb.dispatch.market.MarketCommand.SetDuty;
import io.kerb.dispatch.matching.SolverClock;
import io.kerb.dispatch.offer.OfferEvent;
import io.kerb.dispatch.offer.OfferMade;
import io.kerb.dispatch.policy.DispatchPolicy;
import io.kerb.dispatch.policy.PolicyEvent;
import io.kerb.dispatch.policy.Rematching;
import io.kerb.dispatch.request.Ride;
import io.kerb.dispatch.request.TripChanged;
import io.kerb.dispatch.request.TripChanged.Cause;
import io.kerb.dispatch.request.TripChanged.Phase;
import io.kerb.dispatch.supply.Driver;
import io.kerb.dispatch.supply.StatusChanged;
import io.kerb.eta.api.PickupEtas;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.Market;
import io.kerb.location.api.Market.PartitionRange;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.Product;
import io.kerb.location.api.ProductId;
import io.kerb.location.api.RiderId;
import io.kerb.location.api.SupplySearch;
import io.kerb.location.api.TripId;
import io.kerb.pricing.api.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A market of a few streets, whose index and road network are a straight line of metres. */
class TinyCity implements SupplySearch, PickupEtas {
  static final ProductId STANDARD = new ProductId("standard");
  static final ProductId XL = new ProductId("xl");
  static final Instant START = Instant.parse("2026-01-01T08:00:00Z");
  static final Duration BUDGET = Duration.ofMinutes(5);
  static final double METERS_PER_SECOND = 10;

  static final Market MARKET =
      new Market(
          new MarketId("tiny"),
          "Tiny",
          List.of(new LatLng(-1, -1), new LatLng(-1, 1), new LatLng(1, 1), new LatLng(1, -1)),
          ZoneOffset.UTC,
          Currency.getInstance("EUR"),
          List.of(new Product(STANDARD, "Standard", 4), new Product(XL, "XL", 6)),
          3,
          new PartitionRange(0, 1));

  static final DispatchPolicy POLICY =
      DispatchPolicy.named("test")
          .window(Duration.ofSeconds(2))
          .windowMax(Duration.ZERO)
          .candidatesMax(20)
          .rematching(Rematching.OFF)
          .build();

  final MarketState state = new MarketState();
  final CandidateSearch search = new CandidateSearch(this, this);
  final Map<DriverId, NearbyDriver> cars = new HashMap<>();
  final Map<TripId, TripChanged> trips = new HashMap<>();

  /** What is configured; a market that is given another policy goes by that. */
  DispatchPolicy policy = POLICY;

  Instant now = START;
  boolean complete = true;

  /** Who is not to meet the riders who ask from now on. */
  Set<DriverId> blocked = Set.of();

  /** All that was decided, in the order of the log. */
  final List<OfferEvent> offerLog = new ArrayList<>();

  final List<ExchangeEvent> exchangeLog = new ArrayList<>();
  final List<StatusChanged> statusLog = new ArrayList<>();

  final List<PolicyEvent> policyLog = new ArrayList<>();

  static DriverId driver(long id) {
    return new DriverId(id);
  }

  static TripId trip(long id) {
    return new TripId(new UUID(0, id));
  }

  MarketDecider decider() {
    return new MarketDecider(MARKET, new OfferSigner(new byte[32]), policy, SolverClock.PATIENT);
  }

  /** So many metres east of the city's origin. */
  static LatLng at(double meters) {
    return new LatLng(0, Math.toDegrees(meters / LatLng.EARTH_RADIUS_M));
  }

  /** On duty for the product, there, heard just now. */
  void idleDriver(long id, double meters, ProductId product) {
    run(new SetDuty(driver(id), true, Set.of(product)));
    car(id, meters);
  }

  void car(long id, double meters) {
    cars.put(
        driver(id),
        new NearbyDriver(driver(id), at(meters), 0, true, false, Set.of(STANDARD, XL), now, 0));
  }

  void request(long id, double meters) {
    Ride ride =
        new Ride(
            trip(id),
            new RiderId(id),
            STANDARD,
            at(meters),
            at(meters + 3_000),
            List.of(),
            Money.of(900, "EUR"),
            3_000,
            300);
    change(
        new TripChanged(
            ride,
            1,
            Phase.PROCESSING,
            now,
            Cause.REQUESTED,
            Optional.empty(),
            now,
            now.plus(BUDGET),
            Set.of(),
            blocked,
            0,
            now,
            ""));
  }

  void assign(long id, long driverId) {
    next(id, Phase.EN_ROUTE, Cause.OTHER, Optional.of(driver(driverId)), Set.of());
  }

  /** Another driver takes the trip over, as trip-service tells it. */
  Outcome replace(long id, long driverId) {
    Set<DriverId> released = trips.get(trip(id)).released();
    return next(id, Phase.EN_ROUTE, Cause.REPLACED, Optional.of(driver(driverId)), released);
  }

  void arrive(long id) {
    next(id, Phase.AT_PICKUP, Cause.OTHER, trips.get(trip(id)).driver(), Set.of());
  }

  void start(long id) {
    next(id, Phase.RIDING, Cause.OTHER, trips.get(trip(id)).driver(), Set.of());
  }

  void unassign(long id) {
    TripChanged before = trips.get(trip(id));
    next(
        id, Phase.PROCESSING, Cause.OTHER, Optional.empty(), Set.of(before.driver().orElseThrow()));
  }

  void end(long id, Cause cause) {
    next(id, Phase.ENDED, cause, trips.get(trip(id)).driver(), Set.of());
  }

  Outcome next(
      long id, Phase phase, Cause cause, Optional<DriverId> driver, Set<DriverId> released) {
    TripChanged before = trips.get(trip(id));
    return change(
        new TripChanged(
            before.ride(),
            before.version() + 1,
            phase,
            now,
            cause,
            driver,
            before.waitingSince(),
            phase == Phase.PROCESSING ? now.plus(BUDGET) : before.expiresAt(),
            released,
            before.blocked(),
            before.replacements() + (cause == Cause.REPLACED ? 1 : 0),
            now,
            ""));
  }

  Outcome change(TripChanged event) {
    trips.put(event.ride().trip(), event);
    state.apply(event);
    return applied(decider().settle(state, now));
  }

  Outcome run(MarketCommand command) {
    return applied(decider().decide(state, command, now))
        .plus(applied(decider().settle(state, now)));
  }

  Outcome pass(Duration time) {
    now = now.plus(time);
    return applied(decider().settle(state, now));
  }

  Outcome window() {
    return window(Scope.WAITING);
  }

  /** A window in which the cars on their way are matched anew. */
  Outcome round() {
    return window(Scope.EVERYBODY);
  }

  Outcome window(Scope scope) {
    return applied(decider().window(state, search, decider().policy(state), scope, now));
  }

  Outcome applied(Outcome outcome) {
    state.apply(outcome);
    offerLog.addAll(outcome.offers());
    exchangeLog.addAll(outcome.exchanges());
    statusLog.addAll(outcome.statuses());
    policyLog.addAll(outcome.policies());
    return outcome;
  }

  Optional<OfferMade> offerOf(long tripId) {
    return state.offers().listOpenOf(trip(tripId)).stream().findFirst();
  }

  Driver status(long driverId) {
    return state.fleet().getDriver(driver(driverId));
  }

  @Override
  public List<Answer> nearestOfEach(List<Query> queries) {
    return queries.stream().map(this::answer).toList();
  }

  private Answer answer(Query query) {
    List<NearbyDriver> found = new ArrayList<>();
    for (NearbyDriver car : cars.values()) {
      double meters = car.position().metersTo(query.center());
      if (meters <= query.radiusMeters()
          && query.filter().test(car)
          && !car.receivedAt().plus(query.maxAge()).isBefore(now)) {
        found.add(
            new NearbyDriver(
                car.driver(),
                car.position(),
                0,
                car.onDuty(),
                car.engaged(),
                car.products(),
                car.receivedAt(),
                meters));
      }
    }
    found.sort(
        Comparator.comparingDouble(NearbyDriver::distanceMeters)
            .thenComparing(car -> car.driver().value()));
    return new Answer(found.subList(0, Math.min(found.size(), query.limit())), complete);
  }

  @Override
  public Answer inMarket(Market market, int limit) {
    throw new UnsupportedOperationException("dispatch asks for drivers near a pickup only");
  }

  @Override
  public List<int[]> pickupEtasOfEachS(List<Question> questions) {
    return questions.stream().map(this::etas).toList();
  }

  int[] etas(Question question) {
    return question.drivers().stream()
        .mapToInt(from -> (int) Math.round(from.metersTo(question.pickup()) / METERS_PER_SECOND))
        .toArray();
  }
}
