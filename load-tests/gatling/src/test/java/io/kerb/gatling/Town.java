package io.kerb.gatling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/**
 * Where the simulation plays: corners around the middle of the server's first market, read from its
 * own map; and where riders and drivers meet.
 */
final class Town {
  private static final int TRIES_MAX = 200;
  private static final double TRIP_MIN_M = 400;
  private static final double TRIP_MAX_M = 900;

  private final String marketId;
  private final List<Corner> corners;

  /** What riders tell their drivers at the kerb: the code by trip. */
  final Map<String, String> codes = new ConcurrentHashMap<>();

  private Town(String marketId, List<Corner> corners) {
    this.marketId = marketId;
    this.corners = corners;
  }

  static Town visit(Settings settings) {
    JsonNode markets = get(settings, "/v1/ops/markets").path("markets");
    if (markets.isEmpty()) {
      throw new IllegalStateException("the server has no market. Maybe it has no markets file");
    }
    String id = markets.get(0).path("market_id").asText();
    List<Corner> all = new ArrayList<>();
    for (JsonNode road : get(settings, "/v1/ops/markets/" + id + "/roads").path("features")) {
      String kind = road.at("/properties/class").asText();
      if (!kind.startsWith("motorway") && !kind.startsWith("trunk")) {
        road.at("/geometry/coordinates")
            .forEach(
                point -> all.add(new Corner(point.get(1).asDouble(), point.get(0).asDouble())));
      }
    }
    Corner middle =
        new Corner(
            all.stream().mapToDouble(Corner::latitude).average().orElseThrow(),
            all.stream().mapToDouble(Corner::longitude).average().orElseThrow());
    List<Corner> near =
        all.stream().filter(corner -> corner.metersTo(middle) < settings.radiusM()).toList();
    if (near.size() < 2) {
      throw new IllegalStateException(
          "no roads within " + settings.radiusM() + " m of the middle. Maybe raise -DradiusM");
    }
    return new Town(id, near);
  }

  private static JsonNode get(Settings settings, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(settings.baseUrl() + path))
            .header("Authorization", "Bearer " + settings.operatorToken())
            .build();
    try {
      HttpResponse<String> response =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(path + " answered " + response.statusCode());
      }
      return new ObjectMapper().readTree(response.body());
    } catch (IOException e) {
      throw new IllegalStateException(
          settings.baseUrl() + " cannot be asked: " + e + ". Maybe start it with 'kerb up'", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  String marketId() {
    return marketId;
  }

  Corner anywhere(RandomGenerator random) {
    return corners.get(random.nextInt(corners.size()));
  }

  /** A walk too long, a drive not too long. */
  Corner near(Corner from, RandomGenerator random) {
    Corner best = anywhere(random);
    for (int i = 0; i < TRIES_MAX; i++) {
      Corner corner = anywhere(random);
      double distance = corner.metersTo(from);
      if (distance >= TRIP_MIN_M && distance <= TRIP_MAX_M) {
        return corner;
      }
      if (Math.abs(distance - TRIP_MAX_M) < Math.abs(best.metersTo(from) - TRIP_MAX_M)) {
        best = corner;
      }
    }
    return best;
  }
}
