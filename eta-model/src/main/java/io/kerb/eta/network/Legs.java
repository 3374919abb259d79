package io.kerb.eta.network;

import com.graphhopper.routing.Path;
import com.graphhopper.routing.ch.CHRoutingAlgorithmFactory;
import com.graphhopper.routing.querygraph.QueryGraph;
import com.graphhopper.util.PMap;
import com.graphhopper.util.PointList;
import io.kerb.eta.api.ArrivalSide;
import io.kerb.eta.api.UnroutableException;
import io.kerb.location.api.LatLng;
import java.util.ArrayList;
import java.util.List;

/**
 * Drives from stop to stop over the hierarchy. To a stop that may be reached one way only, the last
 * piece of road is fixed: the fastest way leads to the junction where that piece begins, unless the
 * car stands on the piece already.
 */
final class Legs {
  private final CHRoutingAlgorithmFactory algorithms;
  private final List<LatLng> points = new ArrayList<>();
  private final List<Double> legsS = new ArrayList<>();
  private double meters;
  private double legS;

  /** A whole route, by an empty road's seconds from stop to stop; at least two points. */
  record Way(double meters, List<Double> legsS, List<LatLng> points) {}

  private Legs(RoadGraph graph, List<Stop> stops) {
    QueryGraph query = QueryGraph.create(graph.roads(), stops.stream().map(Stop::snap).toList());
    this.algorithms = new CHRoutingAlgorithmFactory(graph.hierarchy(), query);
  }

  /**
   * @throws UnroutableException naming a stop that no way leads to
   */
  static Way drive(RoadGraph graph, List<Stop> stops, ArrivalSide side) {
    Legs legs = new Legs(graph, stops);
    for (int leg = 1; leg < stops.size(); leg++) {
      legs.legS = 0;
      legs.drive(stops.get(leg - 1), stops.get(leg), side);
      legs.legsS.add(legs.legS);
    }
    if (legs.points.size() == 1) {
      legs.points.add(legs.points.get(0));
    }
    return new Way(legs.meters, List.copyOf(legs.legsS), List.copyOf(legs.points));
  }

  private void drive(Stop from, Stop to, ArrivalSide side) {
    RoadPoint target = to.point().reachedOn(side);
    if (target.equals(to.point())) {
      follow(from, to, to.snap().getClosestNode());
    } else if (Double.isFinite(from.point().directS(target))) {
      double share = Math.abs(target.fraction() - from.point().fraction());
      add(share * to.edgeM(), from.point().directS(target), to.lineFrom(from));
    } else {
      boolean fromBase = Double.isFinite(target.forwardS());
      follow(from, to, fromBase ? target.base() : target.adj());
      add(
          (fromBase ? target.fraction() : 1 - target.fraction()) * to.edgeM(),
          fromBase ? target.arriveFromBaseS() : target.arriveFromAdjS(),
          to.lineTo(fromBase));
    }
  }

  private void follow(Stop from, Stop to, int node) {
    Path path = algorithms.createAlgo(new PMap()).calcPath(from.snap().getClosestNode(), node);
    if (!path.isFound()) {
      throw new UnroutableException(
          to.place(),
          "no way leads from "
              + RoadNetwork.text(from.place())
              + " to "
              + RoadNetwork.text(to.place()));
    }
    PointList line = path.calcPoints();
    List<LatLng> driven = new ArrayList<>();
    for (int i = 0; i < line.size(); i++) {
      driven.add(new LatLng(line.getLat(i), line.getLon(i)));
    }
    add(path.getDistance(), path.getWeight(), driven);
  }

  /** The first point of a piece is the last of the one before. */
  private void add(double pieceM, double pieceS, List<LatLng> piece) {
    meters += pieceM;
    legS += pieceS;
    points.addAll(piece.subList(points.isEmpty() ? 0 : Math.min(1, piece.size()), piece.size()));
  }
}
