package io.kerb.eta.network;

import com.graphhopper.storage.index.Snap;
import com.graphhopper.util.FetchMode;
import com.graphhopper.util.PointList;
import io.kerb.eta.api.ArrivalSide;

/** On which side of its street a place lies. */
final class StreetSide {
  /** Nearer to the street's middle than a lane is wide, a place is on neither side. */
  static final double OFF_MIN_M = 3;

  private StreetSide() {}

  /** As one sees it who drives the edge from its base. */
  static ArrivalSide of(Snap snap) {
    if (snap.getQueryDistance() < OFF_MIN_M || snap.getSnappedPosition() == Snap.Position.TOWER) {
      return ArrivalSide.ANY;
    }
    PointList line = snap.getClosestEdge().fetchWayGeometry(FetchMode.ALL);
    double shrink = Math.cos(Math.toRadians(snap.getQueryPoint().getLat()));
    int at = snap.getWayIndex();
    double[] ahead = direction(line, at, shrink);
    if (snap.getSnappedPosition() == Snap.Position.PILLAR) {
      // Beside a bend: the street's direction is between those before and after it.
      double[] before = direction(line, at - 1, shrink);
      ahead[0] += before[0];
      ahead[1] += before[1];
    }
    double east = (snap.getQueryPoint().getLon() - snap.getSnappedPoint().getLon()) * shrink;
    double north = snap.getQueryPoint().getLat() - snap.getSnappedPoint().getLat();
    return ahead[0] * north - ahead[1] * east > 0 ? ArrivalSide.LEFT : ArrivalSide.RIGHT;
  }

  /** To the east and to the north, of length 1. */
  private static double[] direction(PointList line, int from, double shrink) {
    double east = (line.getLon(from + 1) - line.getLon(from)) * shrink;
    double north = line.getLat(from + 1) - line.getLat(from);
    double length = Math.hypot(east, north);
    return length == 0 ? new double[2] : new double[] {east / length, north / length};
  }
}
