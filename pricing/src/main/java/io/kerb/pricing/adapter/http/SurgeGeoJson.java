package io.kerb.pricing.adapter.http;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
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
        .append("\"},\"geometry\":");
    CellPolygon.append(json, surge.cell());
    json.append('}');
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
