package io.kerb.city.roads;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The quarters around the old centre: each has its own grid, turned and spaced its own way, and a
 * through street where it meets the next.
 */
final class Districts {
  private static final double DISTRICT_M = 1_250;
  private static final double SECONDARY_SHARE = 0.3;
  private static final int PARKS = 4;

  /** Quarters nearer than this have one-way streets in turn, as dense grids do. */
  private static final double ONE_WAY_RADIUS_M = 1_900;

  private final double side;
  private final double scale;
  private final double density;
  private final Arterials arterials;
  private final RandomGenerator random;
  private final List<Point> middles = new ArrayList<>();
  private final List<Park> parks = new ArrayList<>();

  private record Park(Point middle, double radius) {
    boolean contains(Point place) {
      return middle.distanceTo(place) < radius;
    }
  }

  Districts(CityPlan plan, double density, Arterials arterials, RandomGenerator random) {
    this.arterials = arterials;
    this.side = plan.sideM();
    this.scale = plan.scale();
    this.density = density;
    this.random = random;
  }

  List<Street> draw() {
    placeMiddles();
    placeParks();
    List<Street> streets = new ArrayList<>();
    for (int i = 0; i < middles.size(); i++) {
      List<Point> outline = outline(i);
      drawBorders(i, outline, streets);
      drawGrid(middles.get(i), outline, streets);
    }
    return streets;
  }

  private boolean isGreenOrOld(Point place) {
    return arterials.isOldCentre(place) || parks.stream().anyMatch(park -> park.contains(place));
  }

  private void placeMiddles() {
    int across = Math.max(2, (int) Math.round(side / DISTRICT_M));
    double step = side / across;
    for (int row = 0; row < across; row++) {
      for (int column = 0; column < across; column++) {
        double x = -side / 2 + step * (column + 0.5 + random.nextDouble(-0.33, 0.33));
        double y = -side / 2 + step * (row + 0.5 + random.nextDouble(-0.33, 0.33));
        middles.add(new Point(x, y));
      }
    }
  }

  private void placeParks() {
    for (int i = 0; i < PARKS; i++) {
      double angle = 2 * Math.PI * (i + random.nextDouble(0.6)) / PARKS;
      parks.add(
          new Park(
              Point.polar(angle, scale * random.nextDouble(1_200, 2_700)),
              scale * random.nextDouble(170, 300)));
    }
  }

  /** The places nearer to this middle than to any other: half-planes cut from the city's square. */
  private List<Point> outline(int district) {
    double h = side / 2;
    List<Point> outline =
        List.of(new Point(-h, -h), new Point(h, -h), new Point(h, h), new Point(-h, h));
    Point own = middles.get(district);
    for (int other = 0; other < middles.size(); other++) {
      if (other != district) {
        Point border = own.towards(middles.get(other), 0.5);
        Point outward = middles.get(other).minus(own);
        outline = Clip.polygon(outline, border, outward);
      }
    }
    return outline;
  }

  private void drawBorders(int district, List<Point> outline, List<Street> streets) {
    Point own = middles.get(district);
    for (int i = 0; i < outline.size(); i++) {
      Point from = outline.get(i);
      Point to = outline.get((i + 1) % outline.size());
      Point middle = from.towards(to, 0.5);
      boolean cityEdge = Math.max(Math.abs(middle.x()), Math.abs(middle.y())) > side / 2 - 1;
      // Both neighbours see the same border; the one to the left draws it.
      Point normal = to.minus(from).leftNormal();
      boolean drawer = normal.x() > 0 || (normal.x() == 0 && own.y() < middle.y());
      if (!cityEdge && drawer && from.distanceTo(to) > 40) {
        boolean great = random.nextDouble() < SECONDARY_SHARE;
        RoadClass roadClass = great ? RoadClass.SECONDARY : RoadClass.TERTIARY;
        Clip.keep(List.of(from, to), place -> !isGreenOrOld(place))
            .forEach(piece -> streets.add(Street.of(roadClass, piece)));
      }
    }
  }

  private void drawGrid(Point middle, List<Point> outline, List<Street> streets) {
    double fromCentre = middle.length() / scale;
    double heading = Math.atan2(middle.y(), middle.x()) + random.nextGaussian() * 0.22;
    double sprawl = 1 + 0.45 * Math.min(1, fromCentre / 3_500);
    boolean oneWays = fromCentre < ONE_WAY_RADIUS_M;
    double narrow = random.nextDouble(70, 92) * sprawl * density;
    double wide = random.nextDouble(105, 165) * sprawl * density;
    drawLines(middle, outline, heading, narrow, oneWays, streets);
    drawLines(middle, outline, heading + Math.PI / 2, wide, oneWays, streets);
  }

  private void drawLines(
      Point middle,
      List<Point> outline,
      double heading,
      double spacing,
      boolean oneWays,
      List<Street> streets) {
    Point along = Point.polar(heading, 1);
    Point across = along.leftNormal();
    double reach = side;
    int lines = (int) (DISTRICT_M * 1.6 / spacing);
    for (int i = -lines; i <= lines; i++) {
      double offset = spacing * (i + random.nextDouble(-0.16, 0.16));
      Point on = middle.plus(across.times(offset));
      // A street that runs beside the border would double it.
      List<Point> line =
          Clip.line(on.minus(along.times(reach)), on.plus(along.times(reach)), outline);
      if (line.isEmpty() || Clip.hugs(line, outline, 0.4 * spacing)) {
        continue;
      }
      boolean oneWay = oneWays && i % 3 != 0;
      List<Point> driven = i % 2 == 0 ? line : List.of(line.get(1), line.get(0));
      Clip.keep(driven, place -> !isGreenOrOld(place))
          .forEach(piece -> streets.add(new Street(RoadClass.RESIDENTIAL, piece, oneWay, false)));
    }
  }
}
