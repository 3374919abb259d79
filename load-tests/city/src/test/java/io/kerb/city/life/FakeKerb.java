package io.kerb.city.life;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kerb.city.api.Answer;
import io.kerb.city.api.Identity;
import io.kerb.city.api.Json;
import io.kerb.city.api.Kerb;
import io.kerb.city.api.Request;
import io.kerb.location.api.LatLng;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The API's rules in a few lines, strict where the simulation must be right: who may do what to
 * which trip in which status. Offers go to the nearest free driver who has sent pings lately; if
 * asked to re-match, also to drivers with a rider in the car and to who is nearer than the driver
 * on the way, and drivers on the way are made to swap.
 */
final class FakeKerb implements Kerb {
  private static final Duration LATENCY = Duration.ofMillis(20);
  private static final Duration WINDOW = Duration.ofSeconds(1);
  private static final Duration OFFER_TTL = Duration.ofSeconds(15);
  private static final Duration BUDGET = Duration.ofMinutes(5);
  private static final Duration FRESH = Duration.ofSeconds(30);
  private static final int SWAP_EVERY = 20;
  private static final double RELIEF_GAIN_M = 300;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final VirtualLoop loop;
  private final Map<String, Trip> trips = new LinkedHashMap<>();
  private final Map<String, Car> cars = new LinkedHashMap<>();
  private final Map<String, Offer> offers = new LinkedHashMap<>();
  private final Map<String, Map<String, Object>> quotes = new HashMap<>();
  private final Map<Identity, List<FeedListener>> listeners = new HashMap<>();
  final List<String> violations = new ArrayList<>();
  final Set<String> pathsUsed = new HashSet<>();
  private boolean down;
  private boolean rematching;
  private int ids;
  private int windows;
  int nextTrips;
  int reliefs;
  int swaps;

  static final class Trip {
    String id;
    String rider;
    String driver;
    String status = "processing";
    long version = 1;
    LatLng pickup;
    LatLng dropoff;
    Instant requestedAt;
    boolean rated;
    Instant acceptedAt = Instant.MAX;
    final Set<String> excluded = new HashSet<>();
  }

  private static final class Car {
    LatLng position;
    Instant seen = Instant.MIN;
    boolean onDuty;
    long lastSequence;
    String session = "";
  }

  private record Offer(String id, Trip trip, String driver, Instant expires) {}

  FakeKerb(VirtualLoop loop) {
    this.loop = loop;
    loop.after(WINDOW, this::window);
  }

  Iterable<Trip> trips() {
    return trips.values();
  }

  void setDown(boolean down) {
    this.down = down;
  }

  void rematch() {
    rematching = true;
  }

  /** The oldest ping among drivers on duty. */
  Duration oldestPing() {
    return cars.values().stream()
        .filter(car -> car.onDuty)
        .map(car -> Duration.between(car.seen, loop.now()))
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  @Override
  public void ask(Request request, Consumer<Answer> then) {
    ask(request, then, loop.now().plus(request.patience()));
  }

  private void ask(Request request, Consumer<Answer> then, Instant deadline) {
    loop.after(
        LATENCY,
        () -> {
          if (!down) {
            then.accept(answer(request));
          } else if (loop.now().isBefore(deadline)) {
            loop.after(Duration.ofSeconds(2), () -> ask(request, then, deadline));
          } else {
            then.accept(new Answer.Lost("unreachable"));
          }
        });
  }

  private Answer answer(Request request) {
    String me = request.who().subject();
    String[] path = request.path().replaceFirst("\\?.*", "").split("/");
    JsonNode body = JSON.valueToTree(request.body());
    pathsUsed.add(request.method() + " " + request.path().replaceAll("[0-9]+|\\?.*", ""));
    return switch (path[2]) {
      case "quotes" -> quote(request);
      case "nearby" -> new Answer.Done(200, JSON.createObjectNode());
      case "drivers" ->
          switch (path[4]) {
            case "duty" -> duty(me, body);
            case "pings" -> pings(me, body);
            default -> openOffers(me);
          };
      case "offers" -> path[4].equals("accept") ? accept(me, path[3]) : decline(me, path[3]);
      default ->
          path.length == 3
              ? create(me, body)
              : path[3].equals("current")
                  ? current(me)
                  : path.length == 4 ? get(me, path[3]) : command(request, path[3], path[4], body);
    };
  }

  private Answer quote(Request request) {
    String id = "quote" + ids++;
    quotes.put(id, request.body());
    return done(Map.of("quote_id", id, "surge_multiplier", 1.0));
  }

  private Answer create(String me, JsonNode body) {
    String quote = body.path("quote_id").asText();
    Trip trip = new Trip();
    trip.id = "trip" + quote;
    trip.rider = me;
    trip.pickup = Json.place(JSON.valueToTree(quotes.get(quote).get("pickup")));
    trip.dropoff = Json.place(JSON.valueToTree(quotes.get(quote).get("dropoff")));
    trip.requestedAt = loop.now();
    trips.putIfAbsent(trip.id, trip);
    return done(view(trips.get(trip.id), true));
  }

  private Answer duty(String me, JsonNode body) {
    cars.computeIfAbsent(me, key -> new Car()).onDuty = body.path("on_duty").asBoolean();
    return done(Map.of("driver_id", me));
  }

  private Answer pings(String me, JsonNode body) {
    take(me, body.path("session_id").asText(), body.path("pings"));
    return done(Map.of("accepted", body.path("pings").size(), "rejected", List.of()));
  }

  private void take(String me, String session, JsonNode pings) {
    Car car = cars.computeIfAbsent(me, key -> new Car());
    for (JsonNode ping : pings) {
      long sequence = ping.path("sequence").asLong();
      if (session.equals(car.session) && sequence <= car.lastSequence) {
        violations.add("driver " + me + " sent sequence " + sequence + " again");
      }
      LatLng position = Json.place(ping);
      if (car.position != null && car.position.metersTo(position) > 5_000) {
        violations.add("driver " + me + " jumped " + car.position.metersTo(position) + " m");
      }
      car.session = session;
      car.lastSequence = sequence;
      car.position = position;
      car.seen = loop.now();
    }
  }

  private Answer openOffers(String me) {
    List<Object> open =
        offers.values().stream()
            .filter(o -> o.driver().equals(me))
            .<Object>map(this::view)
            .toList();
    return done(Map.of("offers", open));
  }

  private Map<String, Object> view(Offer offer) {
    return Map.of("offer_id", offer.id(), "trip_id", offer.trip().id);
  }

  private Answer accept(String me, String offerId) {
    Offer offer = offers.remove(offerId);
    if (offer == null || !offer.driver().equals(me)) {
      return new Answer.Refused(409, "trip_not_open", offerId);
    }
    List<Trip> own = openOf(me);
    if (own.size() > 1 || own.stream().anyMatch(t -> !t.status.equals("in_progress"))) {
      violations.add("driver " + me + " took a trip too many");
    }
    if (!Set.of("processing", "accepted").contains(offer.trip().status)) {
      return new Answer.Refused(409, "trip_not_open", offer.trip().status);
    }
    nextTrips += own.size();
    reliefs += offer.trip().driver == null ? 0 : 1;
    return given(offer.trip(), me);
  }

  private Answer given(Trip trip, String driver) {
    String previous = trip.driver;
    trip.driver = driver;
    trip.acceptedAt = loop.now();
    Answer answer = moved(trip, "accepted");
    if (previous != null) {
      tell(Identity.driver(Long.parseLong(previous)), l -> l.onTrip(view(trip, false)));
    }
    return answer;
  }

  /** In the order in which they come. */
  private List<Trip> openOf(String driver) {
    return trips.values().stream()
        .filter(trip -> isOpen(trip) && driver.equals(trip.driver))
        .sorted(
            Comparator.comparing((Trip trip) -> trip.status.equals("accepted"))
                .thenComparing(trip -> trip.acceptedAt))
        .toList();
  }

  private Answer decline(String me, String offerId) {
    Offer offer = offers.remove(offerId);
    if (offer != null) {
      offer.trip().excluded.add(me);
    }
    return done(Map.of());
  }

  private static boolean isOpen(Trip trip) {
    return Set.of("processing", "accepted", "arriving", "in_progress").contains(trip.status);
  }

  private Answer current(String me) {
    List<Trip> driving = openOf(me);
    if (driving.size() > 1) {
      ObjectNode both = (ObjectNode) view(driving.get(0), false);
      both.set("next_trip", view(driving.get(1), false));
      return done(both);
    }
    return trips.values().stream()
        .filter(t -> isOpen(t) && (me.equals(t.driver) || me.equals(t.rider)))
        .findFirst()
        .map(t -> done(view(t, me.equals(t.rider))))
        .orElse(new Answer.Refused(404, "trip_not_found", "none"));
  }

  private Answer get(String me, String id) {
    Trip trip = trips.get(id);
    boolean mine = trip != null && (me.equals(trip.rider) || me.equals(trip.driver));
    return mine
        ? done(view(trip, me.equals(trip.rider)))
        : new Answer.Refused(404, "trip_not_found", id);
  }

  private Answer command(Request request, String id, String name, JsonNode body) {
    String me = request.who().subject();
    Trip trip = trips.get(id);
    if (name.equals("receipt")) {
      return done(Map.of());
    }
    boolean driver = me.equals(trip.driver);
    boolean rider = me.equals(trip.rider);
    switch (name) {
      case "arrive" -> {
        if (driver && !openOf(me).get(0).equals(trip)) {
          return new Answer.Refused(409, "current_trip_first", id);
        }
        if (driver && trip.status.equals("accepted")) {
          expectNear(me, trip.pickup, name);
          return moved(trip, "arriving");
        }
      }
      case "start" -> {
        if (driver && trip.status.equals("arriving")) {
          return body.path("code").asText().equals(code(trip))
              ? moved(trip, "in_progress")
              : new Answer.Refused(422, "wrong_code", "");
        }
      }
      case "complete" -> {
        if (driver && trip.status.equals("in_progress")) {
          expectNear(me, trip.dropoff, name);
          return moved(trip, "completed");
        }
      }
      case "cancel" -> {
        if (rider && !trip.status.equals("in_progress") && isOpen(trip)) {
          return moved(trip, "rider_canceled");
        }
        if (driver && trip.status.equals("accepted")) {
          trip.excluded.add(me);
          trip.driver = null;
          return moved(trip, "processing");
        }
      }
      case "rating" -> {
        if (rider && trip.status.equals("completed")) {
          trip.rated = true;
          return done(view(trip, true));
        }
      }
      default -> violations.add("unknown command " + name);
    }
    return new Answer.Refused(409, "invalid_transition", trip.status + " " + name);
  }

  private void expectNear(String me, LatLng place, String command) {
    Car car = cars.get(me);
    boolean heardLately = car.seen.plus(FRESH).isAfter(loop.now());
    if (heardLately && car.position.metersTo(place) > 300) {
      violations.add(me + " did " + command + " " + car.position.metersTo(place) + " m away");
    }
  }

  private static String code(Trip trip) {
    return Integer.toString(1000 + Math.floorMod(trip.id.hashCode(), 9000));
  }

  private Answer moved(Trip trip, String status) {
    trip.status = status;
    trip.version++;
    tell(Identity.rider(Long.parseLong(trip.rider)), l -> l.onTrip(view(trip, true)));
    if (trip.driver != null) {
      tell(Identity.driver(Long.parseLong(trip.driver)), l -> l.onTrip(view(trip, false)));
    }
    return done(view(trip, false));
  }

  private void tell(Identity who, Consumer<FeedListener> news) {
    if (!down) {
      for (FeedListener listener : List.copyOf(listeners.getOrDefault(who, List.of()))) {
        loop.after(LATENCY, () -> news.accept(listener));
      }
    }
  }

  private static JsonNode view(Trip trip, boolean withCode) {
    Map<String, Object> view = new HashMap<>();
    view.put("trip_id", trip.id);
    view.put("version", trip.version);
    view.put("status", trip.status);
    view.put("rider_id", trip.rider);
    view.put("pickup", Json.place(trip.pickup));
    view.put("dropoff", Json.place(trip.dropoff));
    if (trip.driver != null) {
      view.put("driver_id", trip.driver);
    }
    if (withCode) {
      view.put("pickup_code", code(trip));
    }
    return JSON.valueToTree(view);
  }

  private static Answer done(Object body) {
    return new Answer.Done(200, JSON.valueToTree(body));
  }

  private void window() {
    loop.after(WINDOW, this::window);
    if (down) {
      return;
    }
    offers.values().stream()
        .filter(offer -> offer.expires().isBefore(loop.now()))
        .toList()
        .forEach(
            offer -> {
              offers.remove(offer.id());
              offer.trip().excluded.add(offer.driver());
            });
    windows++;
    if (rematching && windows % SWAP_EVERY == 0) {
      swap();
    }
    for (Trip trip : trips.values()) {
      boolean offered = offers.values().stream().anyMatch(o -> Objects.equals(o.trip(), trip));
      if (trip.status.equals("processing") && trip.requestedAt.plus(BUDGET).isBefore(loop.now())) {
        moved(trip, "no_drivers_available");
      } else if (trip.status.equals("processing") && !offered) {
        findNearest(trip).ifPresent(driver -> offer(trip, driver));
      } else if (rematching && trip.status.equals("accepted") && !offered) {
        double now = cars.get(trip.driver).position.metersTo(trip.pickup);
        findNearest(trip)
            .filter(d -> cars.get(d).position.metersTo(trip.pickup) + RELIEF_GAIN_M < now)
            .ifPresent(driver -> offer(trip, driver));
      }
    }
  }

  private Optional<String> findNearest(Trip trip) {
    return cars.keySet().stream()
        .filter(driver -> isFree(driver) && !trip.excluded.contains(driver))
        .min(Comparator.comparingDouble(d -> cars.get(d).position.metersTo(trip.pickup)));
  }

  /** Two drivers on the way to pickups, and with nothing else to do, get each other's trip. */
  private void swap() {
    List<Trip> onTheWay =
        trips.values().stream()
            .filter(trip -> trip.status.equals("accepted") && openOf(trip.driver).size() == 1)
            .limit(2)
            .toList();
    if (onTheWay.size() == 2) {
      String first = onTheWay.get(0).driver;
      String second = onTheWay.get(1).driver;
      if (!first.equals(second)) {
        swaps++;
        given(onTheWay.get(0), second);
        given(onTheWay.get(1), first);
      }
    }
  }

  private boolean isFree(String driver) {
    Car car = cars.get(driver);
    return car.onDuty
        && car.position != null
        && car.seen.plus(FRESH).isAfter(loop.now())
        && offers.values().stream().noneMatch(o -> o.driver().equals(driver))
        && (openOf(driver).isEmpty() || rematching && mayFollow(openOf(driver)));
  }

  private static boolean mayFollow(List<Trip> own) {
    return own.size() == 1 && own.get(0).status.equals("in_progress");
  }

  private void offer(Trip trip, String driver) {
    Offer offer = new Offer("offer" + ids++, trip, driver, loop.now().plus(OFFER_TTL));
    offers.put(offer.id(), offer);
    tell(Identity.driver(Long.parseLong(driver)), l -> l.onOffer(JSON.valueToTree(view(offer))));
  }

  @Override
  public Feed follow(Identity who, FeedListener listener) {
    return new FakeLine(who, listener);
  }

  @Override
  public Line connect(Identity who, FeedListener listener) {
    return new FakeLine(who, listener);
  }

  private final class FakeLine implements Line {
    private final Identity who;
    private final FeedListener listener;

    FakeLine(Identity who, FeedListener listener) {
      this.who = who;
      this.listener = listener;
      listeners.computeIfAbsent(who, key -> new ArrayList<>()).add(listener);
    }

    @Override
    public boolean isUp() {
      return !down;
    }

    @Override
    public void close() {
      listeners.get(who).remove(listener);
    }

    @Override
    public boolean send(String sessionId, List<Map<String, Object>> pings) {
      if (!down) {
        take(who.subject(), sessionId, JSON.valueToTree(pings));
      }
      return !down;
    }
  }
}
