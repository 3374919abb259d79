package io.kerb.eta.network;

import com.graphhopper.routing.util.EdgeFilter;
import com.graphhopper.storage.index.Snap;
import com.graphhopper.util.shapes.BBox;
import io.kerb.eta.api.ArrivalSide;
import io.kerb.eta.api.PickupEtas;
import io.kerb.eta.api.Roads;
import io.kerb.eta.api.Route;
import io.kerb.eta.api.Routing;
import io.kerb.eta.api.UnroutableException;
import io.kerb.eta.residual.Drive;
import io.kerb.eta.time.DriveTimes;
import io.kerb.eta.time.HourFactors;
import io.kerb.eta.time.TimeModel;
import io.kerb.location.api.LatLng;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The roads of one OpenStreetMap extract, in memory, ready to be asked. Safe for many threads.
 *
 * <p>Routes run over a contraction hierarchy of empty-road seconds; what the hour makes of their
 * sum is said by {@link DriveTimes}. Turn restrictions are not modelled (see decisions/0001).
 */
public final class RoadNetwork implements Routing, PickupEtas, Roads, AutoCloseable {

  /** How far a place may be from the next road. */
  public static final double SNAP_MAX_M = 500;

  private final RoadGraph graph;
  private final String attribution;
  private final TimeModel model;
  private final DriveTimes times;
  private final EdgeFilter snapFilter;
  private final RoadPoints points;
  private final ManyToMany manyToMany;

  private RoadNetwork(RoadGraph graph, String attribution, TimeModel model, DriveTimes times) {
    this.graph = graph;
    this.attribution = attribution;
    this.model = model;
    this.times = times;
    this.snapFilter = graph.snapFilter();
    this.points = new RoadPoints(this::findSnap, graph.weighting());
    this.manyToMany = new ManyToMany(new Labels(graph.hierarchy()), graph.hierarchy().getNodes());
  }

  private RoadNetwork(RoadNetwork same, DriveTimes times) {
    this.graph = same.graph;
    this.attribution = same.attribution;
    this.model = same.model;
    this.times = times;
    this.snapFilter = same.snapFilter;
    this.points = same.points;
    this.manyToMany = same.manyToMany;
  }

  /** With the urban time model. */
  public static RoadNetwork open(
      java.nio.file.Path osmFile, java.nio.file.Path cacheDirectory, Clock localClock) {
    return open(osmFile, cacheDirectory, localClock, TimeModel.urban());
  }

  /**
   * Imports the extract, or loads what an earlier import of the same file left in the cache.
   *
   * @param osmFile {@code .osm.pbf}, {@code .osm} or {@code .osm.gz}
   * @param cacheDirectory is created; may be shared by processes and files
   * @param localClock in the time zone of the roads: rush hours are local
   * @throws UnreadableOsmException if the file cannot be imported
   */
  public static RoadNetwork open(
      java.nio.file.Path osmFile,
      java.nio.file.Path cacheDirectory,
      Clock localClock,
      TimeModel times) {
    RoadGraph graph = new GraphCache(cacheDirectory).open(osmFile, times);
    return new RoadNetwork(
        graph, OsmFormat.attribution(osmFile), times, new HourFactors(times, localClock));
  }

  /** The same roads, in the same memory, by other times: closing one closes both. */
  public RoadNetwork timedBy(DriveTimes other) {
    return new RoadNetwork(this, other);
  }

  /** Names the content of an extract: {@link #checksum} of a network that is made of it. */
  public static String checksumOf(java.nio.file.Path osmFile) {
    return Extract.of(osmFile).checksum();
  }

  /** The same roads by another clock, in the same memory: closing one closes both. */
  public RoadNetwork withClock(Clock otherLocalClock) {
    return timedBy(new HourFactors(model, otherLocalClock));
  }

  @Override
  public Route route(List<LatLng> places) {
    return route(places, ArrivalSide.ANY);
  }

  /**
   * The fastest way that comes to each place but the first with that place on this side. A car may
   * turn round at a junction or at a place, as in all our routes.
   *
   * @throws UnroutableException if a place is too far from any road or not connected
   */
  public Route route(List<LatLng> places, ArrivalSide side) {
    if (places.size() < 2 || places.size() > PLACES_MAX) {
      throw new IllegalArgumentException(
          "a route needs 2 to " + PLACES_MAX + " places, but got " + places.size());
    }
    List<Stop> stops = places.stream().map(place -> Stop.of(place, this::getSnap, graph)).toList();
    Legs.Way way = Legs.drive(graph, stops, side);
    List<Drive> drives = new ArrayList<>();
    for (int leg = 1; leg < places.size(); leg++) {
      drives.add(new Drive(places.get(leg - 1), places.get(leg), way.legsS().get(leg - 1)));
    }
    return new Route(Math.round(way.meters()), times.ofWay(drives), way.points());
  }

  @Override
  public List<int[]> pickupEtasOfEachS(List<Question> questions) {
    List<double[]> emptyRoadS = questions.stream().map(this::emptyRoadSeconds).toList();
    List<Drive> drives = new ArrayList<>();
    for (int q = 0; q < questions.size(); q++) {
      addDrives(questions.get(q), emptyRoadS.get(q), drives);
    }
    double[] medians = times.medianOfEachS(drives);
    List<int[]> answers = new ArrayList<>(questions.size());
    int next = 0;
    for (double[] seconds : emptyRoadS) {
      int[] etas = new int[seconds.length];
      for (int i = 0; i < etas.length; i++) {
        etas[i] = Double.isFinite(seconds[i]) ? (int) Math.round(medians[next++]) : UNREACHABLE;
      }
      answers.add(etas);
    }
    return answers;
  }

  private double[] emptyRoadSeconds(Question question) {
    List<LatLng> drivers = question.drivers();
    if (drivers.size() > DRIVERS_MAX) {
      throw new IllegalArgumentException(
          "at most " + DRIVERS_MAX + " drivers in one question, but got " + drivers.size());
    }
    return emptyRoadSecondsTo(question.pickup(), question.side(), drivers);
  }

  private static void addDrives(Question question, double[] seconds, List<Drive> drives) {
    for (int i = 0; i < seconds.length; i++) {
      if (Double.isFinite(seconds[i])) {
        drives.add(new Drive(question.drivers().get(i), question.pickup(), seconds[i]));
      }
    }
  }

  /**
   * Seconds without traffic from each place to one, in their order; infinite where there is no road
   * or no way. It is what the hour's factor and the learned model are laid over.
   */
  public double[] emptyRoadSecondsTo(LatLng to, List<LatLng> places) {
    return emptyRoadSecondsTo(to, ArrivalSide.ANY, places);
  }

  private double[] emptyRoadSecondsTo(LatLng to, ArrivalSide side, List<LatLng> places) {
    Optional<RoadPoint> target = points.find(to);
    if (target.isEmpty()) {
      double[] nowhere = new double[places.size()];
      Arrays.fill(nowhere, Double.POSITIVE_INFINITY);
      return nowhere;
    }
    return manyToMany.secondsTo(
        target.get().reachedOn(side), places.stream().map(points::find).toList());
  }

  @Override
  public List<Road> listRoads() {
    return RoadLines.of(graph);
  }

  /** For map matching; made anew at each call. */
  public MatchingRoads forMatching() {
    return new MatchingRoads(graph);
  }

  /** The next place on a road, within {@link #SNAP_MAX_M}. */
  public Optional<LatLng> findOnRoad(LatLng place) {
    return findSnap(place)
        .map(snap -> new LatLng(snap.getSnappedPoint().getLat(), snap.getSnappedPoint().getLon()));
  }

  @Override
  public String attribution() {
    return attribution;
  }

  /** South-west and north-east corner of all roads. */
  public Bounds bounds() {
    BBox box = graph.roads().getBounds();
    return new Bounds(new LatLng(box.minLat, box.minLon), new LatLng(box.maxLat, box.maxLon));
  }

  /** A box between two corners. */
  public record Bounds(LatLng southWest, LatLng northEast) {}

  /** Junctions and dead ends. */
  public int junctions() {
    return graph.roads().getNodes();
  }

  /** Names the content of the extract. */
  public String checksum() {
    return graph.extract().checksum();
  }

  /** Names whose empty-road seconds these are: what was learned over them is wrong over others. */
  public String name() {
    return checksum() + "-" + speeds();
  }

  /** The version of the time model. */
  public String speeds() {
    return model.version();
  }

  @Override
  public void close() {
    graph.close();
  }

  private Snap getSnap(LatLng place) {
    return findSnap(place)
        .orElseThrow(
            () ->
                new UnroutableException(
                    place,
                    "no road within "
                        + Math.round(SNAP_MAX_M)
                        + " m of "
                        + text(place)
                        + "; maybe latitude and longitude are swapped, or it is outside the map"));
  }

  private Optional<Snap> findSnap(LatLng place) {
    Snap snap =
        graph.getLocationIndex().findClosest(place.latitude(), place.longitude(), snapFilter);
    return snap.isValid() && snap.getQueryDistance() <= SNAP_MAX_M
        ? Optional.of(snap)
        : Optional.empty();
  }

  static String text(LatLng place) {
    return place.latitude() + ", " + place.longitude();
  }
}
