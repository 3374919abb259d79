package io.kerb.pricing.adapter.http;

import io.kerb.pricing.forecast.CellDemand;
import io.kerb.pricing.forecast.CellForecast;
import io.kerb.pricing.forecast.SlotTime;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Cells with their forecasts as polygons. */
final class DemandGeoJson {
  private DemandGeoJson() {}

  /**
   * @param wape of the last day, if anything was judged
   */
  static String of(List<CellDemand> cells, OptionalDouble wape, Instant now) {
    StringBuilder json = new StringBuilder("{\"type\":\"FeatureCollection\",");
    wape.ifPresent(value -> json.append("\"wape_last_day\":").append(decimal(value)).append(','));
    json.append("\"features\":[");
    String separator = "\n";
    for (CellDemand cell : cells) {
      json.append(separator);
      append(json, cell, now);
      separator = ",\n";
    }
    return json.append("]}").toString();
  }

  private static void append(StringBuilder json, CellDemand demand, Instant now) {
    CellForecast forecast = demand.forecast();
    json.append("{\"type\":\"Feature\",\"properties\":{\"cell\":\"")
        .append(demand.cell())
        .append("\",\"expected_requests\":")
        .append(decimal(demand.expectedWithin(now, SlotTime.SLOT)))
        .append(",\"expected_requests_by_slot\":[")
        .append(String.join(",", forecast.expected().stream().map(DemandGeoJson::decimal).toList()))
        .append("],\"usual_requests\":")
        .append(decimal(forecast.usual()))
        .append(",\"requests_last_slot\":")
        .append(forecast.last());
    demand
        .lastExpected()
        .ifPresent(last -> json.append(",\"expected_requests_last_slot\":").append(decimal(last)));
    json.append(",\"first_slot_begins_at\":\"").append(demand.begin()).append("\"},\"geometry\":");
    CellPolygon.append(json, demand.cell());
    json.append('}');
  }

  private static String decimal(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }
}
