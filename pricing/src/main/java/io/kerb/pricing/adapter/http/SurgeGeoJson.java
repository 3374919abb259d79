package io.kerb.pricing.adapter.http;

import com.google.common.geometry.S2Cell;
import com.google.common.geometry.S2CellId;
import com.google.common.geometry.S2LatLng;
import io.kerb.location.api.LatLng;
import io.kerb.pricing.surge.CellSurge;
import java.util.List;

/** Cells with their multipliers as polygons. */
final class SurgeGeoJson {
  private SurgeGeoJson() {}

  static String of(List<CellSurge> cells) {
    StringBuilder json = new StringBuilder("{\"type\":\"FeatureCollection\",\"features\":[");
    String separator = "\n";
    for (CellSurge cell : cells) {
      json.append(separator);
      append(json, cell);
      separator = ",\n";
    }
    return json.append("]}").toString();
  }

  private static void append(StringBuilder json, CellSurge surge) {
    json.append("{\"type\":\"Feature\",\"properties\":{\"cell\":\"")
        .append(surge.cell())
        .append("\",\"multiplier\":")
        .append(surge.multiplier().toPlainString())
        .append(",\"demand\":")
        .append(surge.demand())
        .append(",\"supply\":")
        .append(surge.supply())
        .append(",\"updated_at\":\"")
        .append(surge.updatedAt())
        .append("\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[");
    S2Cell cell = new S2Cell(new S2CellId(surge.cell().id()));
    // GeoJSON wants the first corner again at the end (RFC 7946 section 3.1.6).
    for (int corner = 0; corner <= 4; corner++) {
      S2LatLng position = new S2LatLng(cell.getVertex(corner % 4));
      json.append(corner == 0 ? "" : ",");
      RoadMap.coordinates(json, new LatLng(position.latDegrees(), position.lngDegrees()));
    }
    json.append("]]}}");
  }
}
