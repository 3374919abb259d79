package io.kerb.lab.world;

import com.google.common.collect.Comparators;
import io.kerb.eta.api.PickupEtas;
import io.kerb.lab.world.Plane.Spot;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.Market;
import io.kerb.location.api.ProductId;
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
  private static final Set<ProductId> SERVED = Set.of(Dispatcher.PRODUCT);

  private final List<Car> cars;
  private final Plane plane;
  private final Agenda agenda;
  private final WorldSettings settings;
  private final LongToIntFunction hourOf;

  /** Whose position an answer's was: the question for the ETA comes with positions only. */
  private final Map<LatLng, Car> positions = new IdentityHashMap<>();

  private final List<Shown> shown = new ArrayList<>();
  private long shownAtMs = Long.MIN_VALUE;

  /** Where a car is free next: a drop-off may stand in a question as well. */
  private final Map<LatLng, Car> freeAt = new IdentityHashMap<>();

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

  /** A car as it is shown at one moment; its distance is each question's own. */
  private record Shown(Spot at, NearbyDriver driver) {}

  private record Near(NearbyDriver driver, double meters) {}

  @Override
  public List<Answer> nearestOfEach(List<Query> queries) {
    if (agenda.nowMs() != shownAtMs) {
      show(agenda.nowMs());
    }
    return queries.stream().map(this::answer).toList();
  }

  private void show(long nowMs) {
    shownAtMs = nowMs;
    positions.clear();
    shown.clear();
    for (Car car : cars) {
      if (car.doing != Car.Doing.RIDING) {
        Spot at = car.at(nowMs);
        LatLng position = plane.place(at);
        positions.put(position, car);
        Instant heard = Instant.ofEpochMilli(car.isDark(nowMs) ? car.darkSinceMs : nowMs);
        shown.add(
            new Shown(
                at, new NearbyDriver(car.driver, position, 0, true, false, SERVED, heard, 0)));
      }
    }
  }

  private Answer answer(Query query) {
    Spot center = plane.spot(query.center());
    List<Near> near = new ArrayList<>();
    for (Shown car : shown) {
      double meters = car.at().metersTo(center);
      if (meters <= query.radiusMeters() && query.filter().test(car.driver())) {
        near.add(new Near(car.driver(), meters));
      }
    }
    return new Answer(
        near.stream()
            .collect(Comparators.least(query.limit(), Comparator.comparingDouble(Near::meters)))
            .stream()
            .map(CarIndex::withDistance)
            .toList(),
        true);
  }

  private static NearbyDriver withDistance(Near near) {
    NearbyDriver driver = near.driver();
    return new NearbyDriver(
        driver.driver(),
        driver.position(),
        driver.headingDeg(),
        driver.onDuty(),
        driver.engaged(),
        driver.products(),
        driver.receivedAt(),
        near.meters());
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
      Car car = positions.getOrDefault(drivers.get(i), freeAt.get(drivers.get(i)));
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
