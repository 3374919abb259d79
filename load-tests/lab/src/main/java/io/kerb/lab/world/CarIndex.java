package io.kerb.lab.world;

import io.kerb.eta.api.PickupEtas;
import io.kerb.lab.world.Plane.Spot;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.Market;
import io.kerb.location.api.SupplySearch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongToIntFunction;

/**
 * The world as the dispatcher sees it: positions of the cars that may be asked, and pickup ETAs
 * with the errors that the settings ask for. Cars with a rider on board are left out: the
 * dispatcher would only sort them out again.
 */
final class CarIndex implements SupplySearch, PickupEtas {
  private final List<Car> cars;
  private final Plane plane;
  private final Agenda agenda;
  private final WorldSettings settings;
  private final LongToIntFunction hourOf;

  /** Whose position an answer's was: the question for the ETA comes with positions only. */
  private final Map<LatLng, Car> shown = new IdentityHashMap<>();

  /** Where a car is free next: a drop-off may stand in a question as well. */
  private final Map<LatLng, Car> freeAt = new IdentityHashMap<>();

  private long shownAtMs = Long.MIN_VALUE;

  CarIndex(
      List<Car> cars,
      Plane plane,
      Agenda agenda,
      WorldSettings settings,
      LongToIntFunction hourOf) {
    this.cars = cars;
    this.plane = plane;
    this.agenda = agenda;
    this.settings = settings;
    this.hourOf = hourOf;
  }

  void willBeFreeAt(LatLng dropoff, Car car) {
    freeAt.put(dropoff, car);
  }

  void isFreeAt(LatLng dropoff) {
    freeAt.remove(dropoff);
  }

  private record Near(Car car, Spot at, double meters) {}

  @Override
  public List<Answer> nearestOfEach(List<Query> queries) {
    return queries.stream().map(this::answer).toList();
  }

  private Answer answer(Query query) {
    long nowMs = agenda.nowMs();
    if (nowMs != shownAtMs) {
      shown.clear();
      shownAtMs = nowMs;
    }
    Spot center = plane.spot(query.center());
    List<Near> near = new ArrayList<>();
    for (Car car : cars) {
      if (car.doing != Car.Doing.RIDING) {
        Spot at = car.at(nowMs);
        double meters = at.metersTo(center);
        if (meters <= query.radiusMeters()) {
          near.add(new Near(car, at, meters));
        }
      }
    }
    near.sort(Comparator.comparingDouble(Near::meters));
    List<NearbyDriver> answer = new ArrayList<>();
    for (Near one : near) {
      NearbyDriver shown = show(one, nowMs);
      if (query.filter().test(shown)) {
        answer.add(shown);
        if (answer.size() == query.limit()) {
          break;
        }
      }
    }
    return new Answer(answer, true);
  }

  private NearbyDriver show(Near one, long nowMs) {
    LatLng position = plane.place(one.at());
    shown.put(position, one.car());
    long heardMs = one.car().isDark(nowMs) ? one.car().darkSinceMs : nowMs;
    return new NearbyDriver(
        one.car().driver,
        position,
        0,
        true,
        false,
        Set.of(),
        Instant.ofEpochMilli(heardMs),
        one.meters());
  }

  @Override
  public Answer inMarket(Market market, int limit) {
    throw new UnsupportedOperationException("dispatch asks for drivers near a pickup only");
  }

  @Override
  public List<int[]> pickupEtasOfEachS(List<Question> questions) {
    return questions.stream().map(this::answer).toList();
  }

  private int[] answer(Question question) {
    LatLng pickup = question.pickup();
    List<LatLng> drivers = question.drivers();
    int hour = hourOf.applyAsInt(agenda.nowMs());
    Spot to = plane.spot(pickup);
    int[] seconds = new int[drivers.size()];
    for (int i = 0; i < seconds.length; i++) {
      Car car = shown.getOrDefault(drivers.get(i), freeAt.get(drivers.get(i)));
      double meters = plane.spot(drivers.get(i)).metersTo(to);
      seconds[i] =
          (int) Math.round(PickupTimes.seconds(meters, hour) * error(pickup, car.driver.value()));
    }
    return seconds;
  }

  private double error(LatLng pickup, long driver) {
    long rider =
        settings.etaErrorOf() == WorldSettings.ErrorOf.PAIR
            ? Double.doubleToLongBits(pickup.latitude()) * 31
                + Double.doubleToLongBits(pickup.longitude())
            : 0;
    return Chance.error(settings.etaError(), settings.seed(), rider, driver);
  }
}
