package io.kerb.pricing.adapter.http;

import com.google.common.geometry.S2Cell;
import com.google.common.geometry.S2CellId;
import com.google.common.geometry.S2LatLng;
import io.kerb.location.api.Cell;
import io.kerb.location.api.LatLng;

/** A cell's outline as GeoJSON geometry. */
final class CellPolygon {
  private CellPolygon() {}

  static void append(StringBuilder json, Cell outlined) {
    json.append("{\"type\":\"Polygon\",\"coordinates\":[[");
    S2Cell cell = new S2Cell(new S2CellId(outlined.id()));
    // GeoJSON wants the first corner again at the end (RFC 7946 section 3.1.6).
    for (int corner = 0; corner <= 4; corner++) {
      S2LatLng position = new S2LatLng(cell.getVertex(corner % 4));
      json.append(corner == 0 ? "" : ",");
      RoadMap.coordinates(json, new LatLng(position.latDegrees(), position.lngDegrees()));
    }
    json.append("]]}");
  }
}
