package io.kerb.pricing.adapter.http;

import com.google.common.geometry.S2Loop;
import io.kerb.eta.api.MarketRoads;
import io.kerb.eta.api.Roads;
import io.kerb.eta.api.Roads.Road;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.Market;
import io.kerb.location.api.MarketId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A market's roads as GeoJSON, written once for each version of them. Coordinates have five digits
 * (1 m). The member "attribution" says whom a map must name. Written by hand, because a tree of
 * 50,000 points is not needed for that.
 */
public final class RoadMap {
  private final MarketRoads roads;
  private final Map<MarketId, Written> pages = new ConcurrentHashMap<>();

  public RoadMap(MarketRoads roads) {
    this.roads = roads;
  }

  /**
   * @param tag changes with the content
   */
  public record Page(byte[] geoJson, String tag) {}

  private record Written(int version, Page page) {}

  Page of(Market market) {
    // Asked before the roads are: a swap in between has the page written once more, never too old.
    int version = roads.stateOf(market.marketId()).version();
    return pages.compute(
            market.marketId(),
            (id, before) ->
                before != null && before.version == version
                    ? before
                    : new Written(version, write(market, roads.roadsOf(id))))
        .page;
  }

  private static Page write(Market market, Roads roads) {
    S2Loop boundary = market.loop();
    List<Road> inMarket =
        roads.listRoads().stream()
            .filter(
                road ->
                    road.points().stream()
                        .anyMatch(point -> boundary.contains(point.toS2().toPoint())))
            .toList();
    StringBuilder json = new StringBuilder(inMarket.size() * 128);
    json.append("{\"type\":\"FeatureCollection\",\"attribution\":\"")
        .append(roads.attribution())
        .append("\",\"features\":[");
    for (int i = 0; i < inMarket.size(); i++) {
      append(json, inMarket.get(i), i > 0);
    }
    byte[] bytes = json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    return new Page(bytes, "\"" + Integer.toHexString(Arrays.hashCode(bytes)) + "\"");
  }

  private static void append(StringBuilder json, Road road, boolean comma) {
    json.append(comma ? ",\n" : "\n")
        .append("{\"type\":\"Feature\",\"properties\":{\"class\":\"")
        .append(road.roadClass())
        .append("\"},\"geometry\":{\"type\":\"LineString\",\"coordinates\":[");
    String separator = "";
    for (LatLng point : road.points()) {
      json.append(separator);
      coordinates(json, point);
      separator = ",";
    }
    json.append("]}}");
  }

  static void coordinates(StringBuilder json, LatLng point) {
    json.append(String.format(Locale.ROOT, "[%.5f,%.5f]", point.longitude(), point.latitude()));
  }
}
