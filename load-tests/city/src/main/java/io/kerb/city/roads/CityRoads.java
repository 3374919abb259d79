package io.kerb.city.roads;

import io.kerb.location.api.LatLng;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** A drawn city, ready to be written. */
public final class CityRoads {
  /** In the open Pacific off California, so that nobody takes it for a real place. */
  static final LatLng MIDDLE = new LatLng(37.5, -125.5);

  private final RoadGraph graph;
  private final Bridges bridges;
  private final List<Way> ways;
  private final List<LatLng> nodes;
  private final List<LatLng> water;

  private CityRoads(
      RoadGraph graph, Bridges bridges, List<Way> ways, List<LatLng> nodes, List<LatLng> water) {
    this.graph = graph;
    this.bridges = bridges;
    this.ways = ways;
    this.nodes = nodes;
    this.water = water;
  }

  static CityRoads of(
      RoadGraph graph, Bridges bridges, Terrain terrain, River river, RandomGenerator names) {
    List<Way> ways = new Ways(graph, bridges, new StreetNames(names)).listWays();
    List<LatLng> nodes =
        IntStream.range(0, graph.nodes())
            .mapToObj(node -> place(terrain.lift(graph.node(node))))
            .toList();
    List<LatLng> water = river.outline().stream().map(point -> place(terrain.lift(point))).toList();
    return new CityRoads(graph, bridges, ways, nodes, water);
  }

  private static LatLng place(Point point) {
    double metersPerDegree = LatLng.EARTH_RADIUS_M * Math.PI / 180;
    double shrink = Math.cos(Math.toRadians(MIDDLE.latitude()));
    return new LatLng(
        MIDDLE.latitude() + point.y() / metersPerDegree,
        MIDDLE.longitude() + point.x() / (metersPerDegree * shrink));
  }

  /** Places where three or more roads meet. */
  public int junctions() {
    return graph.junctions();
  }

  public LatLng southWest() {
    return new LatLng(
        nodes.stream().mapToDouble(LatLng::latitude).min().orElseThrow(),
        nodes.stream().mapToDouble(LatLng::longitude).min().orElseThrow());
  }

  public LatLng northEast() {
    return new LatLng(
        nodes.stream().mapToDouble(LatLng::latitude).max().orElseThrow(),
        nodes.stream().mapToDouble(LatLng::longitude).max().orElseThrow());
  }

  RoadGraph graph() {
    return graph;
  }

  Bridges bridges() {
    return bridges;
  }

  List<Way> ways() {
    return ways;
  }

  /** Where each node of {@link #graph} is on the globe. */
  List<LatLng> nodes() {
    return nodes;
  }

  /** The outline of the river. */
  List<LatLng> water() {
    return water;
  }
}
