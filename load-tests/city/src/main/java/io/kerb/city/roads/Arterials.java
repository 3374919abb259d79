package io.kerb.city.roads;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** The roads a stranger would remember: ring roads, radials, quays and the bridges. */
final class Arterials {
  private static final int RADIALS = 9;

  /** Where the river is bridged, besides the ring road's two crossings: five bridges in all. */
  private static final List<Double> BRIDGES_X = List.of(-1_050.0, 0.0, 1_050.0);

  private static final double STEP_M = 60;

  static final double OLD_CENTRE_RADIUS_M = 720;
  private static final double RING_RADIUS_M = 2_250;

  /** How far a bridge's street goes on behind the quays, to meet the streets there. */
  private static final double BRIDGE_RAMP_M = 170;

  private final double side;
  private final double scale;
  private final River river;
  private final RandomGenerator random;
  private final double tilt;
  private final List<Street> radials = new ArrayList<>();

  Arterials(CityPlan plan, River river, RandomGenerator random) {
    this.side = plan.sideM();
    this.scale = plan.scale();
    this.river = river;
    this.random = random;
    this.tilt = random.nextDouble(2 * Math.PI);
  }

  List<Street> draw() {
    List<Street> streets = new ArrayList<>();
    streets.add(
        new Street(
            RoadClass.TRUNK,
            circle(a -> RING_RADIUS_M * (1 + 0.06 * Math.sin(3 * a + tilt))),
            false,
            true));
    streets.add(Street.of(RoadClass.SECONDARY, circle(this::wall)));
    drawRadials();
    streets.addAll(radials);
    BRIDGES_X.forEach(x -> streets.add(bridge(x * scale)));
    // The quays run where other streets are cut, so they are exempt from the cut.
    streets.add(new Street(RoadClass.TERTIARY, river.quay(true), false, true));
    streets.add(new Street(RoadClass.TERTIARY, river.quay(false), false, true));
    return streets;
  }

  /** The old centre ends where its wall was; the inner ring road runs there now. */
  boolean isOldCentre(Point place) {
    return place.length() < wall(Math.atan2(place.y(), place.x())) * scale;
  }

  private double wall(double angle) {
    return OLD_CENTRE_RADIUS_M * (1 + 0.08 * Math.sin(2 * angle + tilt));
  }

  /** Known after {@link #draw}; the motorway meets some of them. */
  List<Street> radials() {
    return radials;
  }

  private List<Point> circle(DoubleUnaryOperator radius) {
    int steps = (int) (2 * Math.PI * RING_RADIUS_M * scale / STEP_M);
    List<Point> circle = new ArrayList<>();
    for (int i = 0; i <= steps; i++) {
      double angle = 2 * Math.PI * (i % steps) / steps;
      circle.add(Point.polar(angle, radius.applyAsDouble(angle) * scale));
    }
    return circle;
  }

  private void drawRadials() {
    double turn = random.nextDouble(2 * Math.PI / RADIALS);
    double[] angles =
        IntStream.range(0, RADIALS)
            .mapToDouble(i -> turn + 2 * Math.PI * (i + random.nextDouble(-0.18, 0.18)) / RADIALS)
            .toArray();
    for (double angle : angles) {
      radials.add(Street.of(RoadClass.PRIMARY, radial(angle)));
    }
  }

  /** From inside the old centre to the city's edge, swinging a little as old roads do. */
  private List<Point> radial(double angle) {
    double phase = random.nextDouble(2 * Math.PI);
    List<Point> line = new ArrayList<>();
    for (double r = 230; r < 1.5 * side / 2 / scale; r += STEP_M) {
      Point next = Point.polar(angle + 0.10 * Math.sin(r / 800 + phase), r * scale);
      if (Math.max(Math.abs(next.x()), Math.abs(next.y())) > side / 2) {
        break;
      }
      line.add(next);
    }
    return line;
  }

  /** Straight across, from behind one quay to behind the other. */
  private Street bridge(double aboutX) {
    double x = aboutX + random.nextDouble(-120, 120) * scale;
    return new Street(RoadClass.SECONDARY, river.across(x, BRIDGE_RAMP_M), false, true);
  }
}
