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
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A driver with a car and an app. Lives by ticks; what the server says moves the trip, so that a
 * lost answer, a restart or a rider's cancel all end in the same place.
 *
 * <pre>
 * OffDuty   -- duty answered -->        Idle
 * Idle      -- offer -->                Deciding -- accepts --> Accepting -- won --> OnTrip
 * Deciding  -- declines, ignores -->    Idle
 * Accepting -- refused -->              Idle
 * OnTrip    -- over, or not mine -->    Idle
 * Idle      -- shift over -->           OffDuty
 * any       -- server says "your trip" --> OnTrip
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

  private static final int OFFERS_SEEN_MAX = 32;
  private static final double CRUISE_MIN_M = 400;
  private static final double CRUISE_MAX_M = 2_500;

  private sealed interface State {
    record OffDuty(Instant until) implements State {}

    record Idle() implements State {}

    record Deciding(String offerId) implements State {}

    record Accepting(String offerId) implements State {}

    record OnTrip(TripNews trip, Instant since) implements State {}
  }

  private final City city;
  private final Identity me;
  private final boolean bySocket;
  private final RandomGenerator random;
  private final Telemetry telemetry;
  private final Map<String, Boolean> offersSeen =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > OFFERS_SEEN_MAX;
        }
      };

  private State state;
  private LatLng position;
  private int headingDeg;
  private Ride ride;
  private Kerb.Feed feed;
  private boolean commandOpen;
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
  }

  public LatLng position() {
    return position;
  }

  public boolean isFree() {
    return state instanceof State.Idle && !isDark();
  }

  public boolean isOnDuty() {
    return !(state instanceof State.OffDuty);
  }

  /** The trip this driver is on, if any. */
  public Optional<String> tripId() {
    return state instanceof State.OnTrip on ? Optional.of(on.trip().tripId()) : Optional.empty();
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
                  done.body().path("offers").forEach(this::consider);
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
      consider(offer);
    }

    @Override
    public void onProblem(String code) {
      city.tally().addError(code);
    }
  }

  private void act() {
    if (commandOpen) {
      return;
    }
    Instant now = city.loop().now();
    if (state instanceof State.OffDuty off) {
      if (!now.isBefore(off.until())) {
        setDuty(true);
      }
    } else if (state instanceof State.Idle) {
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

  private void consider(JsonNode offer) {
    String offerId = offer.path("offer_id").asText();
    if (!isFree() || offersSeen.put(offerId, true) != null) {
      return;
    }
    DriverHabits.Choice choice = city.driverHabits().choose(random);
    if (choice instanceof DriverHabits.Choice.Ignore) {
      city.tally().add(Tally.Count.IGNORED);
    } else if (choice instanceof DriverHabits.Choice.Decline decline) {
      state = new State.Deciding(offerId);
      city.loop().after(decline.after(), () -> decline(offerId));
    } else if (choice instanceof DriverHabits.Choice.Accept accept) {
      state = new State.Deciding(offerId);
      city.loop().after(accept.after(), () -> accept(offerId));
    }
  }

  private boolean isDeciding(String offerId) {
    return state instanceof State.Deciding deciding && deciding.offerId().equals(offerId);
  }

  private void decline(String offerId) {
    if (isDeciding(offerId)) {
      city.tally().add(Tally.Count.DECLINED);
      state = new State.Idle();
      ask(
          Request.post(me, "/v1/offers/" + offerId + "/decline", Map.of("reason", "not_now")),
          answer -> {});
    }
  }

  private void accept(String offerId) {
    if (!isDeciding(offerId)) {
      return;
    }
    state = new State.Accepting(offerId);
    ask(
        Request.post(me, "/v1/offers/" + offerId + "/accept", null).patiently(),
        answer -> {
          boolean waiting =
              state instanceof State.Accepting accepting && accepting.offerId().equals(offerId);
          if (waiting) {
            state = new State.Idle();
          }
          if (answer instanceof Answer.Done done) {
            city.tally().add(Tally.Count.ACCEPTED);
            follow(TripNews.of(done.body()));
            maybeCancelLater();
          } else if (answer instanceof Answer.Lost) {
            // Nobody knows whether it was won: ask.
            resync();
          }
        });
  }

  private void maybeCancelLater() {
    if (state instanceof State.OnTrip on && city.driverHabits().cancels(random)) {
      String tripId = on.trip().tripId();
      city.loop()
          .after(
              DriverHabits.beforeCancel(random),
              () -> {
                if (!commandOpen
                    && state instanceof State.OnTrip then
                    && then.trip().tripId().equals(tripId)
                    && then.trip().status().equals("accepted")) {
                  city.tally().add(Tally.Count.DRIVER_CANCELED);
                  command(then.trip(), "cancel", Map.of("reason", "car_trouble"));
                }
              });
    }
  }

  /** Takes the server's word for the trip. */
  private void follow(TripNews news) {
    if (left) {
      return;
    }
    if (!(state instanceof State.OnTrip on)) {
      if (!news.isOver() && news.driverId().equals(me.subject())) {
        begin(news);
      }
      return;
    }
    boolean same = on.trip().tripId().equals(news.tripId());
    if (!same || news.version() <= on.trip().version()) {
      return;
    }
    if (news.isOver() || !news.driverId().equals(me.subject())) {
      release();
    } else if (news.status().equals(on.trip().status())) {
      state = new State.OnTrip(news, on.since());
    } else {
      begin(news);
    }
  }

  private void begin(TripNews news) {
    state = new State.OnTrip(news, city.loop().now());
    switch (news.status()) {
      case "accepted" -> driveTo(news.pickup());
      case "in_progress" -> driveTo(news.dropoff());
      default -> ride = null;
    }
  }

  private void release() {
    state = new State.Idle();
    ride = null;
    nextMove = city.loop().now().plus(DriverHabits.pause(random));
  }

  private void serve(State.OnTrip on, Instant now) {
    TripNews trip = on.trip();
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

  /** Asks what trip the server thinks this driver is on. */
  private void resync() {
    nextResync = city.loop().now().plus(RESYNC);
    Optional<String> before = tripId();
    ask(
        Request.get(me, "/v1/trips/current"),
        answer -> {
          // A trip won while the question was under way is not in its answer.
          boolean settled = tripId().equals(before);
          if (answer instanceof Answer.Done done && done.body().has("trip_id")) {
            TripNews news = TripNews.of(done.body());
            if (settled && before.isPresent() && !before.get().equals(news.tripId())) {
              release();
            }
            follow(news);
          } else if (settled && before.isPresent() && !(answer instanceof Answer.Lost)) {
            release();
          }
        });
  }

  private void ask(Request request, Consumer<Answer> then) {
    commandOpen = true;
    city.kerb()
        .ask(
            request,
            answer -> {
              commandOpen = false;
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
