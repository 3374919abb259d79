package io.kerb.city.life;

import io.kerb.city.api.Json;
import io.kerb.location.api.LatLng;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The app's log of positions: numbered, kept while the server is away, up to a bound. */
final class PingLog {
  /** Then the oldest are forgotten. */
  static final int KEPT_MAX = 100;

  /** How far a phone's fix is from the truth, as a standard deviation. */
  private static final double GPS_ERROR_M = 3;

  private static final double METERS_PER_DEGREE = LatLng.EARTH_RADIUS_M * Math.PI / 180;

  private final String sessionId;
  private final RandomGenerator random;
  private final List<Map<String, Object>> kept = new ArrayList<>();
  private long sequence;

  PingLog(String sessionId, RandomGenerator random) {
    this.sessionId = sessionId;
    this.random = random;
  }

  String sessionId() {
    return sessionId;
  }

  void record(LatLng position, int headingDeg, double speedMps, Instant at) {
    Map<String, Object> ping = new LinkedHashMap<>();
    double shrink = Math.cos(Math.toRadians(position.latitude()));
    double north = random.nextGaussian() * GPS_ERROR_M / METERS_PER_DEGREE;
    double east = random.nextGaussian() * GPS_ERROR_M / METERS_PER_DEGREE / shrink;
    ping.put("sequence", ++sequence);
    ping.put("latitude", Json.round(position.latitude() + north));
    ping.put("longitude", Json.round(position.longitude() + east));
    ping.put("heading_deg", headingDeg);
    ping.put("speed_mps", Math.round(speedMps * 10) / 10.0);
    ping.put("recorded_at", at.toString());
    keep(List.of(ping));
  }

  boolean isEmpty() {
    return kept.isEmpty();
  }

  /** Takes all out; give them back if they could not be sent. */
  List<Map<String, Object>> take() {
    List<Map<String, Object>> taken = List.copyOf(kept);
    kept.clear();
    return taken;
  }

  void giveBack(List<Map<String, Object>> pings) {
    List<Map<String, Object>> newer = List.copyOf(kept);
    kept.clear();
    keep(pings);
    keep(newer);
  }

  private void keep(List<Map<String, Object>> pings) {
    kept.addAll(pings);
    if (kept.size() > KEPT_MAX) {
      kept.subList(0, kept.size() - KEPT_MAX).clear();
    }
  }
}
