package io.kerb.lab.world;

import io.kerb.dispatch.exchange.ExchangeEvent;
import io.kerb.dispatch.exchange.ExchangeOrdered;
import io.kerb.dispatch.exchange.ExchangeOrdered.Step;
import io.kerb.dispatch.market.Outcome;
import io.kerb.dispatch.offer.OfferEvent;
import io.kerb.dispatch.offer.OfferMade;
import io.kerb.dispatch.policy.DispatchPolicy;
import io.kerb.dispatch.request.Ride;
import io.kerb.dispatch.request.TripChanged;
import io.kerb.dispatch.request.TripChanged.Cause;
import io.kerb.dispatch.request.TripChanged.Phase;
import io.kerb.lab.requests.RideWish;
import io.kerb.lab.world.Plane.Spot;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.RiderId;
import io.kerb.location.api.TripId;
import io.kerb.pricing.api.Money;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * A day of requests and a fleet in virtual time, dispatched by the production classes: {@link
 * Dispatcher} is told what riders and cars do, and decides. Assumptions are in the README of this
 * module.
 */
public final class World {
  private static final double MATCH_PATIENCE_S = 300;
  private static final double MATCH_PATIENCE_SIGMA = 0.6;
  private static final double PATIENCE_S = 900;
  private static final double PATIENCE_SIGMA = 0.4;
  private static final long IDLE_BEFORE_CRUISE_MS = 60_000;
  private static final double CRUISE_MPS = 6;
  private static final int RECENT_WISHES = 200;
  private static final long DARK_MS = 300_000;

  private final List<Rider> riders = new ArrayList<>();
  private final Map<TripId, Rider> riderOf = new HashMap<>();
  private final List<Car> cars = new ArrayList<>();
  private final Map<DriverId, Car> carOf = new HashMap<>();
  private final Plane plane;
  private final ZoneId zone;
  private final WorldSettings settings;
  private final DispatchPolicy policy;
  private final Agenda agenda;
  private final Tally tally = new Tally();
  private final SplittableRandom chance;
  private final Deque<Spot> recentPickups = new ArrayDeque<>();
  private final CarIndex index;
  private final Dispatcher dispatcher;
  private final Economy economy;

  /** A world in which prices never change. */
  public World(List<RideWish> wishes, ZoneId zone, WorldSettings settings, DispatchPolicy policy) {
    this(wishes, zone, settings, policy, Economy.none());
  }

  public World(
      List<RideWish> wishes,
      ZoneId zone,
      WorldSettings settings,
      DispatchPolicy policy,
      Economy economy) {
    this.economy = economy;
    this.zone = zone;
    this.settings = settings;
    this.policy = policy;
    this.plane = new Plane(wishes.get(wishes.size() / 2).pickup());
    this.agenda = new Agenda(wishes.get(0).atS() * 1000);
    this.chance = new SplittableRandom(settings.seed());
    this.index = new CarIndex(cars, plane, agenda, settings, this::hour);
    this.dispatcher = new Dispatcher(wishes.get(0).pickup(), zone, index, policy);
    for (RideWish wish : wishes) {
      riders.add(
          new Rider(riders.size(), wish, plane.spot(wish.pickup()), plane.spot(wish.dropoff())));
    }
  }

  /** Runs until the last rider is gone. */
  public DayReport run() {
    populate();
    riders.forEach(rider -> agenda.at(rider.wish.atS() * 1000, () -> consider(rider)));
    if (economy.tickMs() > 0) {
      agenda.at(agenda.nowMs(), this::tick);
    }
    agenda.at(agenda.nowMs(), this::window);
    while (!agenda.isEmpty()) {
      agenda.next();
    }
    return tally.report(cars, riders, agenda.nowMs());
  }

  private void populate() {
    for (int i = 0; i < settings.fleet(); i++) {
      comeOnDuty(riders.get(chance.nextInt(riders.size())).dropoff);
    }
  }

  private void comeOnDuty(Spot start) {
    Car car = new Car(new DriverId(cars.size() + 1L), start, agenda.nowMs());
    cars.add(car);
    carOf.put(car.driver, car);
    dispatcher.comesOnDuty(car.driver, now());
    rest(car);
  }

  private void tick() {
    if (tally.isOver(riders)) {
      return;
    }
    agenda.at(agenda.nowMs() + economy.tickMs(), this::tick);
    List<LatLng> idle = new ArrayList<>();
    for (Car car : cars) {
      if (car.doing == Car.Doing.IDLE && !car.isDark(agenda.nowMs())) {
        idle.add(plane.place(car.at(agenda.nowMs())));
      }
    }
    economy.tick(idle, agenda.nowMs()).forEach(place -> comeOnDuty(plane.spot(place)));
  }

  // Riders.

  private void consider(Rider rider) {
    switch (economy.considers(rider.number, rider.wish, rider.looks++, agenda.nowMs())) {
      case ORDERS -> ask(rider);
      case LOOKS_AGAIN -> agenda.at(agenda.nowMs() + economy.lookAgainMs(), () -> consider(rider));
      case LEAVES -> rider.doing = Rider.Doing.GONE;
    }
  }

  private void ask(Rider rider) {
    rider.askedAtMs = agenda.nowMs();
    rememberDemand(rider.pickup);
    SplittableRandom own = new SplittableRandom(settings.seed() * 31 + riderOf.size());
    long matchMs = (long) (1000 * Chance.lognormal(MATCH_PATIENCE_S, MATCH_PATIENCE_SIGMA, own));
    long wholeMs = (long) (1000 * Chance.lognormal(PATIENCE_S, PATIENCE_SIGMA, own));
    TripId trip = new TripId(new UUID(settings.seed(), riderOf.size() + 1L));
    riderOf.put(trip, rider);
    Instant expiry = Instant.ofEpochMilli(agenda.nowMs() + matchMs);
    Optional<DriverId> nobody = Optional.empty();
    tell(
        rider,
        new TripChanged(
            ride(trip, rider),
            1,
            Phase.PROCESSING,
            now(),
            Cause.REQUESTED,
            nobody,
            now(),
            expiry,
            Set.of(),
            Set.of(),
            0,
            now(),
            ""));
    agenda.at(agenda.nowMs() + matchMs, () -> giveUpMatching(rider));
    agenda.at(agenda.nowMs() + wholeMs, () -> giveUp(rider));
  }

  private Ride ride(TripId trip, Rider rider) {
    long number = trip.value().getLeastSignificantBits();
    double error = Chance.error(settings.etaError(), settings.seed(), number, 0);
    return new Ride(
        trip,
        new RiderId(number),
        Dispatcher.PRODUCT,
        rider.wish.pickup(),
        rider.wish.dropoff(),
        List.of(),
        Money.of(1_000, "USD"),
        Math.round(rider.pickup.metersTo(rider.dropoff)),
        Math.round(rider.wish.tripS() * error));
  }

  private void giveUpMatching(Rider rider) {
    if (rider.doing == Rider.Doing.WAITING) {
      rider.doing = Rider.Doing.GONE;
      economy.gaveUp(rider.number, rider.wish, rider.askedAtMs, agenda.nowMs());
      tell(rider, next(rider, Phase.ENDED, Cause.NO_DRIVERS, Optional.empty()));
    }
  }

  private void giveUp(Rider rider) {
    if (rider.doing == Rider.Doing.EXPECTING) {
      Car car = rider.car;
      rider.doing = Rider.Doing.GONE;
      economy.gaveUp(rider.number, rider.wish, rider.askedAtMs, agenda.nowMs());
      tell(rider, next(rider, Phase.ENDED, Cause.CANCELED, Optional.of(car.driver)));
      relieve(car);
    } else {
      giveUpMatching(rider);
    }
  }

  private void rememberDemand(Spot pickup) {
    recentPickups.addLast(pickup);
    if (recentPickups.size() > RECENT_WISHES) {
      recentPickups.removeFirst();
    }
  }

  // Cars.

  private void rest(Car car) {
    int plan = car.plan;
    if (chance.nextDouble() < settings.dark()) {
      car.darkSinceMs = agenda.nowMs();
      car.heardAgainMs = agenda.nowMs() + DARK_MS;
    }
    agenda.at(agenda.nowMs() + IDLE_BEFORE_CRUISE_MS, () -> cruise(car, plan));
  }

  /** Idle cars look for demand where it was of late. */
  private void cruise(Car car, int plan) {
    if (car.plan != plan || recentPickups.isEmpty() || tally.isOver(riders)) {
      return;
    }
    Spot here = car.at(agenda.nowMs());
    Spot target =
        economy.lures(plane.place(here), agenda.nowMs()).map(plane::spot).orElseGet(this::recent);
    long tookMs = (long) (1000 * here.metersTo(target) / CRUISE_MPS);
    car.depart(target, agenda.nowMs(), tookMs);
    agenda.at(agenda.nowMs() + tookMs + IDLE_BEFORE_CRUISE_MS, () -> cruise(car, plan));
  }

  private Spot recent() {
    int pick = chance.nextInt(recentPickups.size());
    return recentPickups.stream().skip(pick).findFirst().orElseThrow();
  }

  private void carryOut(ExchangeEvent event) {
    if (event instanceof ExchangeOrdered ordered) {
      List<Step> steps = ordered.steps();
      steps.forEach(step -> riderOf.get(step.trip()).car = null);
      steps.forEach(step -> setOut(carOf.get(step.to()), riderOf.get(step.trip()), Cause.REPLACED));
      tally.exchanged(steps.size());
    }
  }

  private void answer(OfferEvent event) {
    if (event instanceof OfferMade offer) {
      answer(offer);
    }
  }

  private void answer(OfferMade offer) {
    Car car = carOf.get(offer.driver());
    Rider rider = riderOf.get(offer.trip());
    if (car.isDark(agenda.nowMs())) {
      agenda.at(offer.expiresAt().toEpochMilli(), () -> dispatcher.settle(now()));
    } else if (chance.nextDouble() < settings.declines()) {
      dispatcher.declines(offer, now());
    } else if (rider.told.version() == offer.tripVersion()) {
      accept(car, rider);
    }
  }

  private void accept(Car car, Rider rider) {
    Car relieved = rider.car;
    if (car.doing == Car.Doing.RIDING) {
      car.next = rider;
      rider.doing = Rider.Doing.EXPECTING;
      rider.car = car;
      tell(rider, next(rider, Phase.EN_ROUTE, cause(relieved), Optional.of(car.driver)));
    } else {
      setOut(car, rider, cause(relieved));
    }
    if (relieved != null) {
      relieve(relieved);
      tally.exchanged(1);
    }
  }

  private static Cause cause(Car relieved) {
    return relieved == null ? Cause.OTHER : Cause.REPLACED;
  }

  private void relieve(Car car) {
    if (car.doing == Car.Doing.RIDING) {
      car.next = null;
    } else {
      car.become(Car.Doing.IDLE, agenda.nowMs());
      rest(car);
    }
  }

  private void setOut(Car car, Rider rider, Cause cause) {
    rider.doing = Rider.Doing.EXPECTING;
    rider.car = car;
    tell(rider, next(rider, Phase.EN_ROUTE, cause, Optional.of(car.driver)));
    drive(car, rider);
  }

  private void drive(Car car, Rider rider) {
    long nowMs = agenda.nowMs();
    int plan = car.become(Car.Doing.TO_PICKUP, nowMs);
    double meters = car.at(nowMs).metersTo(rider.pickup);
    // Errors are in what the dispatcher is told, not in the world.
    long tookMs = (long) (1000 * PickupTimes.seconds(meters, hour(nowMs)));
    car.depart(rider.pickup, nowMs, tookMs);
    agenda.at(nowMs + tookMs, () -> pickUp(car, plan, rider));
    if (chance.nextDouble() < settings.driverCancels()) {
      agenda.at(nowMs + (long) (tookMs * chance.nextDouble()), () -> giveBack(car, plan, rider));
    }
  }

  private void giveBack(Car car, int plan, Rider rider) {
    if (car.plan != plan) {
      return;
    }
    car.become(Car.Doing.IDLE, agenda.nowMs());
    rider.doing = Rider.Doing.WAITING;
    rider.car = null;
    tell(rider, next(rider, Phase.PROCESSING, Cause.OTHER, Optional.of(car.driver)));
    rest(car);
  }

  private void pickUp(Car car, int plan, Rider rider) {
    if (car.plan != plan) {
      return;
    }
    long nowMs = agenda.nowMs();
    int riding = car.become(Car.Doing.RIDING, nowMs);
    rider.doing = Rider.Doing.RIDING;
    tally.pickedUp(nowMs - rider.askedAtMs);
    economy.pickedUp(rider.number, rider.wish, rider.askedAtMs, nowMs);
    long tookMs = rider.wish.tripS() * 1000L;
    car.depart(rider.dropoff, nowMs, tookMs);
    index.willBeFreeAt(rider.wish.dropoff(), car);
    tell(rider, next(rider, Phase.RIDING, Cause.OTHER, Optional.of(car.driver)));
    agenda.at(nowMs + tookMs, () -> setDown(car, riding, rider));
  }

  private void setDown(Car car, int plan, Rider rider) {
    if (car.plan != plan) {
      throw new IllegalStateException("a car changed its plan with a rider on board");
    }
    car.become(Car.Doing.IDLE, agenda.nowMs());
    rider.doing = Rider.Doing.GONE;
    tell(rider, next(rider, Phase.ENDED, Cause.COMPLETED, Optional.of(car.driver)));
    index.isFreeAt(rider.wish.dropoff());
    Rider following = car.next;
    car.next = null;
    if (following == null) {
      rest(car);
    } else {
      drive(car, following);
    }
  }

  // The dispatcher.

  private void window() {
    if (tally.isOver(riders)) {
      return;
    }
    agenda.at(agenda.nowMs() + policy.window().toMillis(), this::window);
    dispatcher.settle(now());
    long started = System.nanoTime();
    Optional<Outcome> wanted = dispatcher.window(now());
    if (wanted.isPresent()) {
      tally.decided(System.nanoTime() - started);
      wanted.get().exchanges().forEach(this::carryOut);
      wanted.get().offers().forEach(this::answer);
    }
  }

  private void tell(Rider rider, TripChanged event) {
    rider.told = event;
    dispatcher.tell(event, now());
  }

  private TripChanged next(Rider rider, Phase phase, Cause cause, Optional<DriverId> driver) {
    TripChanged before = rider.told;
    boolean back = phase == Phase.PROCESSING;
    boolean replaced = cause == Cause.REPLACED;
    return new TripChanged(
        before.ride(),
        before.version() + 1,
        phase,
        now(),
        cause,
        back ? Optional.empty() : driver,
        before.waitingSince(),
        before.expiresAt(),
        back ? Set.of(driver.orElseThrow()) : before.released(),
        before.blocked(),
        before.replacements() + (replaced ? 1 : 0),
        now(),
        "");
  }

  private Instant now() {
    return Instant.ofEpochMilli(agenda.nowMs());
  }

  private int hour(long atMs) {
    return Instant.ofEpochMilli(atMs).atZone(zone).getHour();
  }
}
