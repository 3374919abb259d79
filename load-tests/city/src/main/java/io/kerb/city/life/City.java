package io.kerb.city.life;

import io.kerb.city.api.Answer;
import io.kerb.city.api.Kerb;
import io.kerb.city.api.Loop;
import io.kerb.city.api.Request;
import io.kerb.city.demand.Demand;
import io.kerb.city.demand.Places;
import io.kerb.city.demand.Wish;
import io.kerb.eta.api.Route;
import io.kerb.eta.api.Routing;
import io.kerb.eta.api.UnroutableException;
import io.kerb.location.api.LatLng;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** All that lives, and where it meets. Everything here happens on the loop's thread. */
public final class City {
  /** A driver this near, as the crow flies, should be able to take a rider. */
  private static final double REACH_M = 2_500;

  private static final double SOCKET_SHARE = 0.5;

  /** So that a new city shows its first finished trip soon: riders with errands, near drivers. */
  private static final int OPENING_RIDERS = 8;

  private static final Duration OPENING_AT = Duration.ofMillis(2_500);
  private static final Duration OPENING_EVERY = Duration.ofMillis(600);

  /** Drivers come on duty over this time, not all in the same instant. */
  private static final Duration COME_ON_DUTY = Duration.ofSeconds(10);

  /** Between the last rider's wish and their request for the trip; and how often it is looked. */
  private static final Duration LAST_RIDER_DECIDES = Duration.ofSeconds(30);

  private static final long FIRST_DRIVER = 10_001;
  private static final long SECONDS_PER_HOUR = 3_600;

  /** More waiting riders than this and new ones stay at home: the server is down for long. */
  private static final int WAITING_MAX = 5_000;

  /** A code's first refusals are told in full; all are counted. */
  private static final int TOLD_PER_CODE_MAX = 5;

  private final Loop loop;
  private final Kerb kerb;
  private final Routing routing;
  private final Places places;
  private final Demand demand;
  private final CitySize size;
  private final CityMarket market;
  private final Chronicle chronicle;
  private final Tally tally = new Tally();
  private final DriverHabits driverHabits;
  private final RiderHabits riderHabits;
  private final SplittableRandom seeds;
  private final List<Driver> drivers = new ArrayList<>();
  private final Map<String, Rider> waiting = new HashMap<>();
  private final Instant started;
  private final long firstRider;
  private long nextRider;
  private boolean ridersEnded;
  private boolean closing;

  /** What drivers and riders must know of the market. */
  public record CityMarket(String marketId, List<String> productIds) {}

  public City(
      Loop loop,
      Kerb kerb,
      Routing routing,
      Places places,
      CitySize size,
      CityMarket market,
      DriverHabits driverHabits,
      RiderHabits riderHabits,
      Chronicle chronicle) {
    this.loop = loop;
    this.kerb = kerb;
    this.routing = routing;
    this.places = places;
    this.size = size;
    this.market = market;
    this.driverHabits = driverHabits;
    this.riderHabits = riderHabits;
    this.chronicle = chronicle;
    this.seeds = new SplittableRandom(size.seed());
    this.demand = new Demand(places, size.tripsPerHour(), seeds.split());
    this.started = loop.now();
    // Riders are new people in every run; a rider's number is no part of the seed.
    this.firstRider = 1_000_000_000L + started.getEpochSecond() * 1_000;
    this.nextRider = firstRider;
  }

  /** Brings drivers and riders to life. */
  public void start() {
    SplittableRandom random = seeds.split();
    for (int i = 0; i < size.drivers(); i++) {
      LatLng place =
          random.nextDouble() < 0.5
              ? places.atSpot(random.nextInt(places.spots().size()), random)
              : places.anywhere(random);
      boolean bySocket = random.nextDouble() < SOCKET_SHARE;
      Driver driver = new Driver(this, FIRST_DRIVER + i, place, bySocket, seeds.split());
      drivers.add(driver);
      loop.after(COME_ON_DUTY.multipliedBy(i).dividedBy(size.drivers()), driver::start);
    }
    for (int i = 0; i < OPENING_RIDERS; i++) {
      loop.after(OPENING_AT.plus(OPENING_EVERY.multipliedBy(i)), () -> openingRider(random));
    }
    loop.after(OPENING_AT.plus(demand.untilNext(hour())), this::nextRider);
    size.ridersFor().ifPresent(time -> loop.after(time, this::endDemand));
  }

  private void endDemand() {
    ridersEnded = true;
    loop.after(LAST_RIDER_DECIDES, this::tellWhenAllAreServed);
  }

  private void tellWhenAllAreServed() {
    if (waiting.isEmpty()) {
      chronicle.tell("riders_served", tally.asMap());
    } else if (!closing) {
      loop.after(LAST_RIDER_DECIDES, this::tellWhenAllAreServed);
    }
  }

  private int hour() {
    long elapsed = Duration.between(started, loop.now()).toSeconds();
    return (int) ((size.startHour() + elapsed / SECONDS_PER_HOUR) % 24);
  }

  private void openingRider(RandomGenerator random) {
    List<Driver> free = drivers.stream().filter(Driver::isFree).toList();
    if (free.isEmpty()) {
      // The server is still starting; an opening without drivers opens nothing.
      loop.after(OPENING_EVERY, () -> openingRider(random));
    } else {
      LatLng near = free.get(random.nextInt(free.size())).position();
      newRider().start(demand.errandNear(near));
    }
  }

  private void nextRider() {
    if (closing || ridersEnded) {
      return;
    }
    loop.after(demand.untilNext(hour()), this::nextRider);
    if (waiting.size() < WAITING_MAX) {
      newRider().start(demand.next(hour()));
    }
  }

  private Rider newRider() {
    return new Rider(this, nextRider++, seeds.split());
  }

  public Tally tally() {
    return tally;
  }

  public List<Driver> drivers() {
    return drivers;
  }

  /** Riders whose trip is under way. */
  public int waiting() {
    return waiting.size();
  }

  Loop loop() {
    return loop;
  }

  Kerb kerb() {
    return kerb;
  }

  Places places() {
    return places;
  }

  DriverHabits driverHabits() {
    return driverHabits;
  }

  RiderHabits riderHabits() {
    return riderHabits;
  }

  Map<String, Object> duty(boolean onDuty) {
    return Map.of(
        "on_duty", onDuty, "product_ids", market.productIds(), "market_id", market.marketId());
  }

  String productFor(Wish wish) {
    List<String> products = market.productIds();
    return wish.needsVan() ? products.get(products.size() - 1) : products.get(0);
  }

  Optional<Route> findRoute(LatLng from, LatLng to) {
    try {
      return Optional.of(routing.route(List.of(from, to)));
    } catch (UnroutableException e) {
      tally.addError("city_unroutable");
      return Optional.empty();
    }
  }

  boolean hasDriverInReach(Wish wish) {
    return drivers.stream()
        .anyMatch(d -> d.isFree() && d.position().metersTo(wish.pickup()) < REACH_M);
  }

  void await(String tripId, Rider rider) {
    waiting.put(tripId, rider);
  }

  void forget(String tripId) {
    waiting.remove(tripId);
  }

  /**
   * The code, once the rider gets in. A rider who is not known here asked for the trip in an
   * earlier run of the city, and is brought back.
   */
  Optional<String> meet(TripNews trip) {
    Rider rider = waiting.get(trip.tripId());
    if (rider == null) {
      if (isOfEarlierRun(trip.riderId())) {
        Rider returning = new Rider(this, Long.parseLong(trip.riderId()), seeds.split());
        waiting.put(trip.tripId(), returning);
        returning.resume(trip.tripId());
      }
      return Optional.empty();
    }
    return rider.meet(trip.tripId());
  }

  /**
   * This run's riders know their trips themselves, or learn of them as their request is answered.
   */
  private boolean isOfEarlierRun(String riderId) {
    return !riderId.isEmpty() && Long.parseLong(riderId) < firstRider;
  }

  void noteFailure(Request request, Answer answer) {
    if (answer instanceof Answer.Refused refused) {
      boolean nothingThere = request.method().equals("GET") && refused.status() == 404;
      if (!nothingThere) {
        tally.addError(refused.code());
        if (tally.errors(refused.code()) > TOLD_PER_CODE_MAX) {
          return;
        }
        chronicle.tell(
            "refused",
            fields(
                "method", request.method(),
                "path", request.path(),
                "status", refused.status(),
                "code", refused.code(),
                "detail", refused.detail()));
      }
    } else if (answer instanceof Answer.Lost lost) {
      tally.addError(lost.code());
    }
  }

  void noteEnd(TripNews trip, boolean inReach, Instant requestedAt) {
    String event =
        switch (trip.status()) {
          case "completed" -> {
            count(Tally.Count.COMPLETED, Tally.Count.COMPLETED_IN_REACH, inReach);
            yield "trip_completed";
          }
          case "no_drivers_available" -> {
            count(Tally.Count.NO_DRIVERS, Tally.Count.NO_DRIVERS_IN_REACH, inReach);
            yield "trip_without_driver";
          }
          default -> {
            count(Tally.Count.CANCELED, Tally.Count.CANCELED_IN_REACH, inReach);
            yield "trip_canceled";
          }
        };
    long elapsed = Duration.between(started, loop.now()).toMillis();
    Map<String, Object> fields = fields("trip_id", trip.tripId(), "elapsed_ms", elapsed);
    if (!requestedAt.equals(Instant.EPOCH)) {
      fields.put("took_ms", Duration.between(requestedAt, loop.now()).toMillis());
    }
    chronicle.tell(event, fields);
  }

  private void count(Tally.Count all, Tally.Count ofThoseInReach, boolean inReach) {
    tally.add(all);
    if (inReach) {
      tally.add(ofThoseInReach);
    }
  }

  private static Map<String, Object> fields(Object... namesAndValues) {
    Map<String, Object> fields = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return fields;
  }

  /** No new riders; all drivers off duty; then the action. The caller bounds the wait. */
  public void close(Runnable then) {
    closing = true;
    List<Driver> leaving =
        drivers.stream().sorted(Comparator.comparing(d -> d.tripId().isPresent())).toList();
    int[] left = {leaving.size()};
    for (Driver driver : leaving) {
      driver.leave(
          () -> {
            if (--left[0] == 0) {
              then.run();
            }
          });
    }
  }
}
