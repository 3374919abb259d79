package io.kerb.eta.network;

import com.graphhopper.GraphHopper;
import com.graphhopper.config.CHProfile;
import com.graphhopper.config.Profile;
import com.graphhopper.routing.WeightingFactory;
import com.graphhopper.routing.ev.BooleanEncodedValue;
import com.graphhopper.routing.ev.DecimalEncodedValue;
import com.graphhopper.routing.ev.DecimalEncodedValueImpl;
import com.graphhopper.routing.ev.DefaultImportRegistry;
import com.graphhopper.routing.ev.EnumEncodedValue;
import com.graphhopper.routing.ev.ImportUnit;
import com.graphhopper.routing.ev.MaxSpeed;
import com.graphhopper.routing.ev.RoadClass;
import com.graphhopper.routing.ev.RoadClassLink;
import com.graphhopper.routing.ev.RoadEnvironment;
import com.graphhopper.routing.ev.Subnetwork;
import com.graphhopper.routing.ev.VehicleAccess;
import com.graphhopper.routing.util.AllEdgesIterator;
import com.graphhopper.routing.util.DefaultSnapFilter;
import com.graphhopper.routing.util.EdgeFilter;
import com.graphhopper.routing.weighting.SpeedWeighting;
import com.graphhopper.routing.weighting.Weighting;
import com.graphhopper.storage.BaseGraph;
import com.graphhopper.storage.Directory;
import com.graphhopper.storage.RoutingCHGraph;
import com.graphhopper.storage.index.LocationIndex;
import com.graphhopper.storage.index.LocationIndexTree;
import com.graphhopper.util.EdgeExplorer;
import com.graphhopper.util.EdgeIterator;
import com.graphhopper.util.EdgeIteratorState;
import io.kerb.eta.time.TimeModel;
import java.nio.file.Path;

/**
 * GraphHopper with our time model: after the import each edge gets one speed per direction that
 * already holds the delay at the junction it leads into. Weights are then seconds, and stay right
 * when an edge is cut at a snapped position: half the edge is half the time.
 */
final class RoadGraph extends GraphHopper {
  /** Part of the cache's key: change it when the meaning of the stored graph changes. */
  static final String LAYOUT = "gh11-2";

  private static final String PROFILE = "kerb_car";
  private static final String SPEED = "kerb_speed";
  private static final int SPEED_BITS = 12;
  private static final double SPEED_STEP_MPS = 0.01;
  private static final double SPEED_MIN_MPS = 0.05;
  private static final double SPEED_MAX_MPS = 40;
  private static final double KMH_PER_MPS = 3.6;

  /** Fewer than three roads are no junction, only a bend that OSM cut. */
  private static final int JUNCTION_ROADS_MIN = 3;

  /**
   * Edges in an isolated part of the network below which nothing snaps to it: parking lots and
   * pieces cut off at the extract's border. The largest part always stays.
   */
  private static final int ISLAND_EDGES_MIN = 200;

  /**
   * Cells of the index that positions are snapped with: a street block, or a search looks at forty
   * edges.
   */
  private static final int SNAP_CELL_M = 70;

  /** Rings of such cells searched; the index may make them four times smaller. */
  private static final int SNAP_RINGS = (int) Math.ceil(4 * RoadNetwork.SNAP_MAX_M / SNAP_CELL_M);

  private final Extract extract;
  private final TimeModel times;

  RoadGraph(Extract extract, Path directory, TimeModel times) {
    this.extract = extract;
    this.times = times;
    setOSMFile(extract.file().toString());
    setGraphHopperLocation(directory.toString());
    setImportRegistry(new Registry());
    setEncodedValuesString(
        String.join(
            ", ",
            VehicleAccess.key("car"),
            RoadClass.KEY,
            RoadClassLink.KEY,
            RoadEnvironment.KEY,
            MaxSpeed.KEY,
            SPEED));
    // The profile's own (empty) custom model is never asked: see createWeightingFactory.
    setProfiles(new Profile(PROFILE));
    getCHPreparationHandler().setCHProfiles(new CHProfile(PROFILE));
    setMinNetworkSize(ISLAND_EDGES_MIN);
  }

  @Override
  protected LocationIndex createLocationIndex(Directory directory) {
    LocationIndexTree index = new LocationIndexTree(getBaseGraph(), directory);
    index.setResolution(SNAP_CELL_M);
    index.setMaxRegionSearch(SNAP_RINGS);
    if (!index.loadExisting()) {
      index.prepareIndex();
    }
    return index;
  }

  @Override
  protected WeightingFactory createWeightingFactory() {
    return (profile, hints, disableTurnCosts) -> weighting();
  }

  @Override
  protected void postImportOSM() {
    super.postImportOSM();
    DecimalEncodedValue speed = speed();
    BooleanEncodedValue access =
        getEncodingManager().getBooleanEncodedValue(VehicleAccess.key("car"));
    EdgeExplorer explorer = getBaseGraph().createEdgeExplorer();
    AllEdgesIterator edge = getBaseGraph().getAllEdges();
    while (edge.next()) {
      edge.set(
          speed,
          edge.get(access) ? speedMps(edge, isJunction(explorer, edge.getAdjNode(), access)) : 0,
          edge.getReverse(access)
              ? speedMps(edge, isJunction(explorer, edge.getBaseNode(), access))
              : 0);
    }
  }

  private static boolean isJunction(EdgeExplorer explorer, int node, BooleanEncodedValue access) {
    int roads = 0;
    EdgeIterator edge = explorer.setBaseNode(node);
    while (edge.next()) {
      if (edge.get(access) || edge.getReverse(access)) {
        roads++;
      }
    }
    return roads >= JUNCTION_ROADS_MIN;
  }

  /** Length over time, 0 where cars may not go. */
  private double speedMps(EdgeIteratorState edge, boolean intoJunction) {
    Passage passage = passage(edge, intoJunction);
    double mps = passage.seconds() > 0 ? edge.getDistance() / passage.seconds() : SPEED_MAX_MPS;
    return passage.isOpen() ? Math.min(SPEED_MAX_MPS, Math.max(SPEED_MIN_MPS, mps)) : 0;
  }

  /** What the time model makes of an edge, if it may be driven this way at all. */
  private Passage passage(EdgeIteratorState edge, boolean intoJunction) {
    String roadClass = roadClass(edge);
    Double cruiseKmh = times.cruiseKmh().get(roadClass);
    if (cruiseKmh == null || isFerry(edge)) {
      return Passage.closed(roadClass);
    }
    double kmh = cruiseKmh;
    if (edge.get(getEncodingManager().getBooleanEncodedValue(RoadClassLink.KEY))) {
      kmh *= TimeModel.LINK_FACTOR;
    }
    double limit = edge.get(getEncodingManager().getDecimalEncodedValue(MaxSpeed.KEY));
    double limitKmh =
        limit > 0 && limit != MaxSpeed.MAXSPEED_MISSING
            ? limit * times.limitShare(roadClass)
            : Double.POSITIVE_INFINITY;
    return new Passage(
        roadClass,
        edge.getDistance() * KMH_PER_MPS / Math.min(kmh, limitKmh),
        limitKmh < kmh,
        intoJunction ? times.junctionDelayS().getOrDefault(roadClass, 0.0) : 0);
  }

  /** The edge from its base to its end as the time model sees it. */
  Passage passage(EdgeIteratorState edge, EdgeExplorer explorer) {
    BooleanEncodedValue access =
        getEncodingManager().getBooleanEncodedValue(VehicleAccess.key("car"));
    return edge.get(access)
        ? passage(edge, isJunction(explorer, edge.getAdjNode(), access))
        : Passage.closed(roadClass(edge));
  }

  String roadClass(EdgeIteratorState edge) {
    EnumEncodedValue<RoadClass> roadClass =
        getEncodingManager().getEnumEncodedValue(RoadClass.KEY, RoadClass.class);
    return edge.get(roadClass).toString();
  }

  private boolean isFerry(EdgeIteratorState edge) {
    EnumEncodedValue<RoadEnvironment> environment =
        getEncodingManager().getEnumEncodedValue(RoadEnvironment.KEY, RoadEnvironment.class);
    return edge.get(environment) == RoadEnvironment.FERRY;
  }

  Extract extract() {
    return extract;
  }

  Weighting weighting() {
    return new SpeedWeighting(speed());
  }

  RoutingCHGraph hierarchy() {
    return getCHGraphs().get(PROFILE);
  }

  /** Roads to snap to: open in one direction at least, and not on an island. */
  EdgeFilter snapFilter() {
    return new DefaultSnapFilter(
        weighting(), getEncodingManager().getBooleanEncodedValue(Subnetwork.key(PROFILE)));
  }

  BaseGraph roads() {
    return getBaseGraph();
  }

  private DecimalEncodedValue speed() {
    return getEncodingManager().getDecimalEncodedValue(SPEED);
  }

  private static final class Registry extends DefaultImportRegistry {
    @Override
    public ImportUnit createImportUnit(String name) {
      if (!name.equals(SPEED)) {
        return super.createImportUnit(name);
      }
      // No parser: a way's speed is known only once it is cut into edges with a length.
      return ImportUnit.create(
          SPEED,
          properties -> new DecimalEncodedValueImpl(SPEED, SPEED_BITS, SPEED_STEP_MPS, true),
          null);
    }
  }
}
