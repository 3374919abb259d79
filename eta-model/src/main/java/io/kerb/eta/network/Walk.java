package io.kerb.eta.network;

import java.util.Map;
import java.util.TreeMap;

/**
 * A way between two spots, as the time model's parts see it.
 *
 * @param byClass seconds on roads of each class
 */
public record Walk(double meters, double seconds, Map<String, ClassTime> byClass) {
  static final Walk NONE = new Walk(0, 0, Map.of());

  public Walk {
    byClass = Map.copyOf(byClass);
  }

  /**
   * Seconds on roads of one class.
   *
   * @param cruiseS where the class's cruising speed sets the pace
   * @param limitedS where a posted limit does
   * @param delayS at junctions
   */
  public record ClassTime(double cruiseS, double limitedS, double delayS) {
    public ClassTime plus(ClassTime other) {
      return new ClassTime(
          cruiseS + other.cruiseS, limitedS + other.limitedS, delayS + other.delayS);
    }

    public double seconds() {
      return cruiseS + limitedS + delayS;
    }
  }

  /** This way and then the other. */
  public Walk plus(Walk next) {
    Map<String, ClassTime> all = new TreeMap<>(byClass);
    next.byClass.forEach((roadClass, time) -> all.merge(roadClass, time, ClassTime::plus));
    return new Walk(meters + next.meters, seconds + next.seconds, all);
  }

  /** This way and then a share of an edge. */
  Walk plus(double share, double edgeMeters, Passage passage) {
    if (share == 0) {
      return this;
    }
    double driveS = share * passage.driveS();
    ClassTime time =
        new ClassTime(
            passage.limited() ? 0 : driveS,
            passage.limited() ? driveS : 0,
            share * passage.delayS());
    return plus(
        new Walk(share * edgeMeters, share * passage.seconds(), Map.of(passage.roadClass(), time)));
  }
}
