package io.kerb.city.life;

import com.fasterxml.jackson.databind.JsonNode;
import io.kerb.city.api.Answer;
import io.kerb.city.api.Identity;
import io.kerb.city.api.Kerb;
import io.kerb.city.api.Request;
import io.kerb.city.motion.Ride;
import io.kerb.location.api.LatLng;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * A driver with a car and an app. Lives by ticks; what the server says moves the trips, so that a
 * lost answer, a restart, a rider's cancel or another driver's relief all end in the same place.
 * Offers are the {@link Phone}'s: they come while idle, and while a rider is in the car.
 *
 * <pre>
 * OffDuty -- duty answered -->                   Idle
 * Idle    -- server says "your trip" -->         OnTrip
 * OnTrip  -- server says "your trip" too -->     OnTrip, and that one after it
 * OnTrip  -- current one over, or not mine -->   OnTrip with the next one; Idle if there is none
 * Idle    -- shift over -->                      OffDuty
 * </pre>
 */
public final class Driver {
  public static final Duration TICK = Duration.ofSeconds(2);

  /** A machine that slept does not make cars jump. */
  private static final Duration STEP_MAX = Duration.ofSeconds(10);

  private static final Duration DUTY_RETRY = Duration.ofSeconds(10);
  private static final Duration POLL_WITHOUT_FEED = Duration.ofSeconds(6);

  /** Rather often than late: a missed event is made up for by asking. */
  private static final Duration RESYNC = Duration.ofSeconds(30);

  /** Longer than the free waiting time: then the rider is a no-show. */
  private static final Duration NO_SHOW = Duration.ofMinutes(6);

  private static final int TRIPS_SEEN_MAX = 32;
  private static final double CRUISE_MIN_M = 400;
  private static final double CRUISE_MAX_M = 2_500;

  private sealed interface State {
    record OffDuty(Instant until) implements State {}

    record Idle() implements State {}

    /**
     * @param trips not empty
     * @param since the current trip has its status
     */
    record OnTrip(Itinerary trips, Instant since) implements State {
      TripNews current() {
        return trips.findCurrent().orElseThrow();
      }
    }
  }

  private final City city;
  private final Identity me;
  private final boolean bySocket;
  private final RandomGenerator random;
  private final Telemetry telemetry;
  private final Phone phone;

  /** The newest version heard of each trip: old news of a lost trip do not bring it back. */
  private final Map<String, Long> versions =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
          return size() > TRIPS_SEEN_MAX;
        }
      };

  private State state;
  private LatLng position;
  private int headingDeg;
  private Ride ride;
  private Kerb.Feed feed;
  private int openCommands;
  private boolean left;
  private Instant lastTick;
  private Instant nextMove;
  private Instant nextPoll = Instant.MIN;
  private Instant nextResync;
  private Instant shiftEnd;
  private Instant darkUntil = Instant.MIN;

  Driver(City city, long number, LatLng position, boolean bySocket, RandomGenerator random) {
    this.city = city;
    this.me = Identity.driver(number);
    this.position = position;
    this.bySocket = bySocket;
    this.random = random;
    Instant now = city.loop().now();
    this.state = new State.OffDuty(now);
    this.lastTick = now;
    this.nextMove = now.plus(DriverHabits.pause(random));
    this.nextResync = now.plus(RESYNC);
    this.shiftEnd = now.plus(DriverHabits.shift(random));
    // The session is new with every start of the app: its sequence begins again.
    PingLog log = new PingLog("city-" + number + "-" + now.toEpochMilli(), random);
    this.telemetry = new Telemetry(city.kerb(), me, log, city.tally());
    this.phone = new Phone(city, me, random, this::isWilling, new Hand());
  }

  public LatLng position() {
    return position;
  }

  public boolean isFree() {
    return state instanceof State.Idle && phone.isQuiet() && !isDark();
  }

  /** Free, or with a rider in the car and nothing to do after it. */
  private boolean isWilling() {
    return !left && !isDark() && (state instanceof State.Idle || itinerary().hasRoomBehind());
  }

  private Itinerary itinerary() {
    return state instanceof State.OnTrip on ? on.trips() : Itinerary.EMPTY;
  }

  public boolean isOnDuty() {
    return !(state instanceof State.OffDuty);
  }

  /** The trip this driver is on, if any. */
  public Optional<String> tripId() {
    return itinerary().findCurrent().map(TripNews::tripId);
  }

  private boolean isDark() {
    return city.loop().now().isBefore(darkUntil);
  }

  void start() {
    tick();
  }

  private void tick() {
    city.loop().after(TICK, this::tick);
    Instant now = city.loop().now();
    Duration sinceLast = Duration.between(lastTick, now);
    lastTick = now;
    if (isDark()) {
      return;
    }
    // A busy machine ticks late; the car has driven all the same.
    move(sinceLast.compareTo(STEP_MAX) < 0 ? sinceLast : STEP_MAX);
    if (isOnDuty()) {
      double speed = ride == null ? 0 : ride.speedMps();
      telemetry.tick(position, headingDeg, speed, city.loop().now());
      listen();
    }
    act();
  }

  private void move(Duration step) {
    if (ride == null) {
      return;
    }
    ride.advance(step);
    position = ride.position();
    headingDeg = ride.headingDeg();
    if (ride.isOver()) {
      ride = null;
      nextMove = city.loop().now().plus(DriverHabits.pause(random));
    }
  }

  /** Starts to drive there; if no way is found, stays. */
  private void driveTo(LatLng place) {
    ride = city.findRoute(position, place).map(route -> new Ride(route, random)).orElse(null);
  }

  private void listen() {
    if (feed == null) {
      Listener listener = new Listener();
      if (bySocket) {
        Kerb.Line line = city.kerb().connect(me, listener);
        telemetry.use(line);
        feed = line;
      } else {
        feed = city.kerb().follow(me, listener);
      }
    }
    Instant now = city.loop().now();
    if (!feed.isUp() && isFree() && now.isAfter(nextPoll)) {
      nextPoll = now.plus(POLL_WITHOUT_FEED);
      city.kerb()
          .ask(
              Request.get(me, "/v1/drivers/me/offers").once(),
              answer -> {
                if (answer instanceof Answer.Done done) {
                  done.body().path("offers").forEach(phone::consider);
                }
              });
    }
  }

  private void hangUp() {
    if (feed != null) {
      feed.close();
      feed = null;
      telemetry.use(null);
    }
  }

  private final class Listener implements Kerb.FeedListener {
    @Override
    public void onTrip(JsonNode trip) {
      if (!isDark()) {
        follow(TripNews.of(trip));
      }
    }

    @Override
    public void onOffer(JsonNode offer) {
      phone.consider(offer);
    }

    @Override
    public void onProblem(String code) {
      city.tally().addError(code);
    }
  }

  private void act() {
    if (openCommands > 0) {
      return;
    }
    Instant now = city.loop().now();
    if (state instanceof State.OffDuty off) {
      if (!now.isBefore(off.until())) {
        setDuty(true);
      }
    } else if (state instanceof State.Idle && phone.isQuiet()) {
      idle(now);
    } else if (state instanceof State.OnTrip on) {
      serve(on, now);
    }
  }

  private void idle(Instant now) {
    if (now.isAfter(shiftEnd)) {
      setDuty(false);
    } else if (now.isAfter(nextResync)) {
      resync();
    } else if (ride == null && now.isAfter(nextMove)) {
      nextMove = now.plus(DriverHabits.pause(random));
      if (city.driverHabits().goesDark(random)) {
        darkUntil = now.plus(DriverHabits.darkness(random));
        hangUp();
      } else if (city.driverHabits().cruises(random)) {
        city.places()
            .findNear(position, CRUISE_MIN_M, CRUISE_MAX_M, random)
            .ifPresent(this::driveTo);
      }
    }
  }

  private void setDuty(boolean onDuty) {
    ask(
        Request.put(me, "/v1/drivers/me/duty", city.duty(onDuty)),
        answer -> {
          Instant now = city.loop().now();
          if (answer instanceof Answer.Done) {
            if (onDuty) {
              state = new State.Idle();
              shiftEnd = now.plus(DriverHabits.shift(random));
              // Whatever the last run of the app left open goes on.
              resync();
            } else {
              state = new State.OffDuty(now.plus(DriverHabits.rest(random)));
              hangUp();
            }
          } else if (onDuty) {
            state = new State.OffDuty(now.plus(DUTY_RETRY));
          } else {
            shiftEnd = now.plus(DUTY_RETRY);
          }
        });
  }

  private final class Hand implements Phone.Holder {
    @Override
    public void ask(Request request, Consumer<Answer> then) {
      Driver.this.ask(request, then);
    }

    @Override
    public void won(TripNews trip) {
      follow(trip);
      maybeCancelLater(trip.tripId());
    }

    @Override
    public void unsure() {
      resync();
    }
  }

  private void maybeCancelLater(String tripId) {
    if (city.driverHabits().cancels(random)) {
      city.loop()
          .after(
              DriverHabits.beforeCancel(random),
              () -> {
                if (openCommands == 0
                    && state instanceof State.OnTrip on
                    && on.current().tripId().equals(tripId)
                    && on.current().status().equals("accepted")) {
                  city.tally().add(Tally.Count.DRIVER_CANCELED);
                  command(on.current(), "cancel", Map.of("reason", "car_trouble"));
                }
              });
    }
  }

  /** Takes the server's word for one trip. */
  private void follow(TripNews news) {
    if (isNew(news)) {
      goOn(itinerary().after(news, me.subject()));
    }
  }

  private boolean isNew(TripNews news) {
    return versions.merge(news.tripId(), news.version(), Math::max) <= news.version();
  }

  /** Goes where the trips that there are now lead. */
  private void goOn(Itinerary trips) {
    if (left) {
      return;
    }
    Optional<TripNews> before = itinerary().findCurrent();
    if (trips.isEmpty()) {
      if (before.isPresent()) {
        release();
      }
    } else if (state instanceof State.OnTrip on
        && on.current().tripId().equals(trips.findCurrent().orElseThrow().tripId())
        && on.current().status().equals(trips.findCurrent().orElseThrow().status())) {
      state = new State.OnTrip(trips, on.since());
    } else {
      begin(trips);
    }
  }

  private void begin(Itinerary trips) {
    State.OnTrip on = new State.OnTrip(trips, city.loop().now());
    state = on;
    switch (on.current().status()) {
      case "accepted" -> driveTo(on.current().pickup());
      case "in_progress" -> driveTo(on.current().dropoff());
      default -> ride = null;
    }
  }

  private void release() {
    state = new State.Idle();
    ride = null;
    nextMove = city.loop().now().plus(DriverHabits.pause(random));
  }

  private void serve(State.OnTrip on, Instant now) {
    TripNews trip = on.current();
    switch (trip.status()) {
      case "accepted" -> {
        if (ride == null) {
          command(trip, "arrive", null);
        }
      }
      case "arriving" -> {
        Optional<String> code = city.meet(trip);
        if (code.isPresent()) {
          command(trip, "start", Map.of("code", code.get()));
        } else if (now.isAfter(on.since().plus(NO_SHOW))) {
          command(trip, "no-show", null);
        }
      }
      case "in_progress" -> {
        if (ride == null) {
          command(trip, "complete", null);
        }
      }
      default -> resync();
    }
  }

  private void command(TripNews trip, String name, Map<String, Object> body) {
    ask(
        Request.post(me, "/v1/trips/" + trip.tripId() + "/" + name, body).patiently(),
        answer -> {
          if (answer instanceof Answer.Done done) {
            follow(TripNews.of(done.body()));
          } else {
            resync();
          }
        });
  }

  /** Asks what trips the server thinks this driver has. */
  private void resync() {
    nextResync = city.loop().now().plus(RESYNC);
    List<String> before = itinerary().tripIds();
    ask(
        Request.get(me, "/v1/trips/current"),
        answer -> {
          List<TripNews> told = listTold(answer);
          if (!itinerary().tripIds().equals(before)) {
            // A trip won while the question was under way is not in its answer.
            told.forEach(this::follow);
          } else if (!(answer instanceof Answer.Lost)) {
            goOn(
                itinerary()
                    .asTold(
                        told.stream()
                            .filter(trip -> isNew(trip) || before.contains(trip.tripId()))
                            .toList()));
          }
        });
  }

  private static List<TripNews> listTold(Answer answer) {
    if (!(answer instanceof Answer.Done done)) {
      return List.of();
    }
    return Stream.of(done.body(), done.body().path("next_trip"))
        .filter(trip -> trip.has("trip_id"))
        .map(TripNews::of)
        .toList();
  }

  private void ask(Request request, Consumer<Answer> then) {
    openCommands++;
    city.kerb()
        .ask(
            request,
            answer -> {
              openCommands--;
              city.noteFailure(request, answer);
              then.accept(answer);
            });
  }

  /** The city is closing: off duty, without waiting for anything. */
  void leave(Runnable then) {
    left = true;
    hangUp();
    if (!isOnDuty()) {
      then.run();
      return;
    }
    state = new State.OffDuty(Instant.MAX);
    city.kerb()
        .ask(Request.put(me, "/v1/drivers/me/duty", city.duty(false)).once(), answer -> then.run());
  }
}
