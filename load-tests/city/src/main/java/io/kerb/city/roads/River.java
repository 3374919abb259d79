package io.kerb.city.roads;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** A river that winds from west to east: its middle line is a function of x. */
final class River {
  private static final double HALF_WIDTH_M = 55;
  private static final double HALF_WIDTH_SWING_M = 14;

  /** From the water's edge to the quay's street. */
  private static final double QUAY_M = 28;

  private static final double SAMPLE_M = 60;

  private final double side;
  private final double scale;
  private final double phase;
  private final double shortPhase;

  River(double side, RandomGenerator random) {
    this.side = side;
    this.scale = side / CityPlan.FULL_SIDE_M;
    this.phase = random.nextDouble(2 * Math.PI);
    this.shortPhase = random.nextDouble(2 * Math.PI);
  }

  private double middle(double x) {
    return scale
        * (560
            + 330 * Math.sin(2 * Math.PI * x / (5600 * scale) + phase)
            + 110 * Math.sin(2 * Math.PI * x / (2300 * scale) + shortPhase));
  }

  private double slope(double x) {
    return (middle(x + 1) - middle(x - 1)) / 2;
  }

  private double halfWidth(double x) {
    return HALF_WIDTH_M + HALF_WIDTH_SWING_M * Math.sin(x / (700 * scale) + phase);
  }

  /** Signed distance from the middle line (north is positive); exact enough for gentle bends. */
  private double offset(Point place) {
    return (place.y() - middle(place.x())) / Math.hypot(1, slope(place.x()));
  }

  boolean isWater(Point place) {
    return Math.abs(offset(place)) < halfWidth(place.x());
  }

  /** Within the quays, where only bridges are. */
  boolean isBetweenQuays(Point place) {
    return Math.abs(offset(place)) < halfWidth(place.x()) + QUAY_M;
  }

  boolean isNorth(Point place) {
    return offset(place) > 0;
  }

  /** The street along the northern or southern bank, from west to east. */
  List<Point> quay(boolean north) {
    return bank(north, QUAY_M);
  }

  /** A line square to the river, going on by this much behind both quays; south to north. */
  List<Point> across(double x, double rampM) {
    Point middle = new Point(x, middle(x));
    Point normal = new Point(1, slope(x)).leftNormal();
    double quay = halfWidth(x) + QUAY_M;
    return List.of(
        middle.plus(normal.times(-quay - rampM)),
        middle.plus(normal.times(-quay)),
        middle.plus(normal.times(quay)),
        middle.plus(normal.times(quay + rampM)));
  }

  /** The outline of the water, closed. */
  List<Point> outline() {
    List<Point> outline = new ArrayList<>(bank(true, 0));
    List<Point> south = bank(false, 0);
    for (int i = south.size() - 1; i >= 0; i--) {
      outline.add(south.get(i));
    }
    return outline;
  }

  private List<Point> bank(boolean north, double distance) {
    List<Point> bank = new ArrayList<>();
    int samples = (int) Math.ceil(side / SAMPLE_M);
    for (int i = 0; i <= samples; i++) {
      double x = -side / 2 + side * i / samples;
      Point normal = new Point(1, slope(x)).leftNormal();
      double off = (halfWidth(x) + distance) * (north ? 1 : -1);
      bank.add(new Point(x, middle(x)).plus(normal.times(off)));
    }
    return bank;
  }
}
