package io.kerb.city.roads;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Cutting lines and polygons. */
final class Clip {
  private static final double SAMPLE_M = 8;
  private static final double SHORTEST_PIECE_M = 45;

  private Clip() {}

  /** What of a convex polygon lies on the inner side of a line (Sutherland and Hodgman, 1974). */
  static List<Point> polygon(List<Point> polygon, Point onLine, Point outward) {
    List<Point> kept = new ArrayList<>();
    for (int i = 0; i < polygon.size(); i++) {
      Point from = polygon.get(i);
      Point to = polygon.get((i + 1) % polygon.size());
      double fromOut = from.minus(onLine).dot(outward);
      double toOut = to.minus(onLine).dot(outward);
      if (fromOut <= 0) {
        kept.add(from);
      }
      if (fromOut < 0 != toOut < 0 && fromOut != toOut) {
        kept.add(from.towards(to, fromOut / (fromOut - toOut)));
      }
    }
    return kept;
  }

  /** What of a line lies within a convex polygon: two points, or none. */
  static List<Point> line(Point from, Point to, List<Point> polygon) {
    double enter = 0;
    double leave = 1;
    for (int i = 0; i < polygon.size(); i++) {
      Point corner = polygon.get(i);
      Point outward = polygon.get((i + 1) % polygon.size()).minus(corner).leftNormal().times(-1);
      double fromOut = from.minus(corner).dot(outward);
      double toOut = to.minus(corner).dot(outward);
      if (fromOut > 0 && toOut > 0) {
        return List.of();
      }
      if (fromOut > 0) {
        enter = Math.max(enter, fromOut / (fromOut - toOut));
      } else if (toOut > 0) {
        leave = Math.min(leave, fromOut / (fromOut - toOut));
      }
    }
    return enter < leave ? List.of(from.towards(to, enter), from.towards(to, leave)) : List.of();
  }

  /** Does the line's middle run nearly along one of the polygon's sides? */
  static boolean hugs(List<Point> line, List<Point> polygon, double distance) {
    Point middle = line.get(0).towards(line.get(1), 0.5);
    Point along = line.get(1).minus(line.get(0));
    for (int i = 0; i < polygon.size(); i++) {
      Point from = polygon.get(i);
      Point to = polygon.get((i + 1) % polygon.size());
      Point border = to.minus(from);
      double sine = Math.abs(along.cross(border)) / (along.length() * border.length());
      if (sine < 0.25 && middle.distanceToSegment(from, to) < distance) {
        return true;
      }
    }
    return false;
  }

  /** The pieces of a line where the rule holds; scraps are dropped. */
  static List<List<Point>> keep(List<Point> line, Predicate<Point> rule) {
    List<List<Point>> pieces = new ArrayList<>();
    List<Point> piece = new ArrayList<>();
    Point last = null;
    for (int i = 0; i + 1 < line.size(); i++) {
      Point from = line.get(i);
      Point to = line.get(i + 1);
      int samples = Math.max(1, (int) Math.ceil(from.distanceTo(to) / SAMPLE_M));
      for (int s = i == 0 ? 0 : 1; s <= samples; s++) {
        Point place = from.towards(to, (double) s / samples);
        boolean corner = s == 0 || s == samples;
        if (!rule.test(place)) {
          endPiece(pieces, piece, last);
          piece = new ArrayList<>();
          last = null;
          continue;
        }
        if (piece.isEmpty() || corner) {
          piece.add(place);
        }
        last = place;
      }
    }
    endPiece(pieces, piece, last);
    return pieces;
  }

  private static void endPiece(List<List<Point>> pieces, List<Point> piece, Point last) {
    if (piece.isEmpty()) {
      return;
    }
    if (!piece.get(piece.size() - 1).equals(last)) {
      piece.add(last);
    }
    double length = 0;
    for (int i = 0; i + 1 < piece.size(); i++) {
      length += piece.get(i).distanceTo(piece.get(i + 1));
    }
    if (length >= SHORTEST_PIECE_M) {
      pieces.add(piece);
    }
  }
}
