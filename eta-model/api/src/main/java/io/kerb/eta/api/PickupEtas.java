package io.kerb.eta.api;

import io.kerb.location.api.LatLng;
import java.util.List;

/** How long does each of these drivers need to this pickup? One question for all of them. */
public interface PickupEtas {

  /** Most drivers in one question. */
  int DRIVERS_MAX = 200;

  /** The mark of a driver who cannot reach the pickup. */
  int UNREACHABLE = Integer.MAX_VALUE;

  /**
   * @param drivers at most {@link #DRIVERS_MAX}
   * @param side where the pickup must lie; {@link ArrivalSide#ANY} leaves it to the market
   */
  record Question(LatLng pickup, List<LatLng> drivers, ArrivalSide side) {
    public Question(LatLng pickup, List<LatLng> drivers) {
      this(pickup, drivers, ArrivalSide.ANY);
    }
  }

  /**
   * One answer per question, in their order; a place that several questions name is looked up once.
   */
  List<int[]> pickupEtasOfEachS(List<Question> questions);

  /** Seconds per driver, in the order given; {@link #UNREACHABLE} where there is no way. */
  default int[] pickupEtasS(LatLng pickup, List<LatLng> drivers) {
    return pickupEtasOfEachS(List.of(new Question(pickup, drivers))).get(0);
  }
}
