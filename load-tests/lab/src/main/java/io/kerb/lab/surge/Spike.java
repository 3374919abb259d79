package io.kerb.lab.surge;

/**
 * Where and how much demand rises for a while; between the middle and {@code radiusM} from it.
 * Shapes after what was published: the end of a concert (Hall, Kendrick and Nosko 2015 saw the app
 * opened 4 times as often around one venue), and rain over a quarter of the town.
 */
public enum Spike {
  CONCERT(2_500, 0, 1_500, 6, 40),
  RAIN(0, 1_500, 2_500, 4, 45);

  private final double eastM;
  private final double northM;
  private final double radiusM;
  private final double factor;
  private final int minutes;

  Spike(double eastM, double northM, double radiusM, double factor, int minutes) {
    this.eastM = eastM;
    this.northM = northM;
    this.radiusM = radiusM;
    this.factor = factor;
    this.minutes = minutes;
  }

  double factor() {
    return factor;
  }

  int minutes() {
    return minutes;
  }

  boolean covers(double east, double north) {
    return Math.hypot(east - eastM, north - northM) <= radiusM;
  }
}
