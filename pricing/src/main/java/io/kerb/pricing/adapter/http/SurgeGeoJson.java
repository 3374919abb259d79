package io.kerb.pricing.adapter.http;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.google.common.geometry.S2Cell;
import com.google.common.geometry.S2CellId;
import com.google.common.geometry.S2LatLng;
import io.kerb.location.api.LatLng;
import io.kerb.pricing.surge.CellSurge;
import io.kerb.pricing.surge.CellSurge.Causes;
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
        .append("\",\"product_id\":\"")
        .append(surge.product())
        .append("\",\"multiplier\":")
        .append(surge.multiplier().toPlainString());
    explain(json, surge.causes());
    json.append(",\"version\":")
        .append(surge.version())
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

  /** What the multiplier is made of. */
  private static void explain(StringBuilder json, Causes causes) {
    json.append(",\"demand\":")
        .append(causes.seen().requests())
        .append(",\"unmet\":")
        .append(causes.seen().unmet())
        .append(",\"quotes\":")
        .append(causes.seen().quotes());
    number(json, "expected", causes.expected());
    json.append(",\"supply\":").append(causes.supply());
    number(json, "demand_level", causes.own().demand());
    number(json, "supply_level", causes.own().supply());
    number(json, "all_demand_level", causes.all().demand());
    number(json, "all_supply_level", causes.all().supply());
    number(json, "target", causes.targetTenths() / 10.0);
    text(json, "zone", causes.zone());
    text(json, "note", causes.note());
  }

  private static void number(StringBuilder json, String name, double value) {
    json.append(",\"").append(name).append("\":").append(Math.round(value * 100) / 100.0);
  }

  /** Left out where there is nothing to say. */
  private static void text(StringBuilder json, String name, String value) {
    if (!value.isEmpty()) {
      json.append(",\"").append(name).append("\":\"");
      json.append(JsonStringEncoder.getInstance().quoteAsString(value)).append('"');
    }
  }
}
