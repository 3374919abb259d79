package io.kerb.bench.quotes;

import com.fasterxml.jackson.databind.JsonNode;
import io.kerb.location.api.LatLng;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;

/** Asks for prices between points of the market's own roads. */
final class QuoteBench {
  /** Nearer than this is hardly a ride. */
  private static final double RIDE_MIN_M = 500;

  private static final int TRIES_MAX = 1_000;

  private final RunningKerb kerb;
  private final String market;
  private final String product;
  private final String riderToken;
  private final List<LatLng> roadPoints;
  private final LongAdder refused = new LongAdder();
  private final LongAdder withPickupEta = new LongAdder();

  private QuoteBench(
      RunningKerb kerb, String market, String product, String token, List<LatLng> points) {
    this.kerb = kerb;
    this.market = market;
    this.product = product;
    this.riderToken = token;
    this.roadPoints = points;
  }

  /** In the first market that the installation names, with its first product. */
  static QuoteBench of(RunningKerb kerb) throws IOException, InterruptedException {
    String market = kerb.get("/v1/ops/markets").path("markets").path(0).path("market_id").asText();
    List<LatLng> points = new ArrayList<>();
    for (JsonNode road : kerb.get("/v1/ops/markets/" + market + "/roads").path("features")) {
      for (JsonNode point : road.path("geometry").path("coordinates")) {
        points.add(new LatLng(point.path(1).asDouble(), point.path(0).asDouble()));
      }
    }
    if (points.isEmpty()) {
      throw new IOException("market '" + market + "' has no roads to ask for rides on");
    }
    LatLng place = points.get(0);
    String product =
        kerb.get(
                "/v1/products?latitude=%s&longitude=%s"
                    .formatted(place.latitude(), place.longitude()))
            .at("/products/0/product_id")
            .asText();
    return new QuoteBench(kerb, market, product, kerb.token("rider", "7700000000"), points);
  }

  Map<String, Object> run(int cars, int warmUp, int quotes, int threads, long seed)
      throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    List<LatLng> places = new ArrayList<>();
    for (int i = 0; i < cars; i++) {
      places.add(somewhere(random));
    }
    try (IdleCars idle = IdleCars.start(kerb, market, product, places)) {
      together(threads, warmUp, random);
      measure(warmUp, random);
      refused.reset();
      withPickupEta.reset();
      Latencies sequential = measure(quotes, random);
      Latencies concurrent = together(threads, quotes, random);
      idle.goHome(market);
      return report(cars, threads, sequential, concurrent);
    }
  }

  private Map<String, Object> report(
      int cars, int threads, Latencies sequential, Latencies concurrent) {
    long answered = sequential.sortedNs().length + concurrent.sortedNs().length;
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("market", market);
    report.put("cars", cars);
    report.put("sequential", sequential.toMap());
    Map<String, Object> several = concurrent.toMap();
    several.put("threads", threads);
    report.put("concurrent", several);
    report.put("refused", refused.sum());
    report.put(
        "with_pickup_eta_share",
        answered == 0 ? 0 : Math.round(1000.0 * withPickupEta.sum() / answered) / 1000.0);
    return report;
  }

  private Latencies measure(int quotes, SplittableRandom random)
      throws IOException, InterruptedException {
    long[] ns = new long[quotes];
    int answered = 0;
    for (int i = 0; i < quotes; i++) {
      long took = ask(random);
      if (took > 0) {
        ns[answered++] = took;
      }
    }
    return Latencies.of(java.util.Arrays.copyOf(ns, answered));
  }

  private Latencies together(int threads, int quotes, SplittableRandom random) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<Latencies>> parts = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        SplittableRandom own = random.split();
        parts.add(() -> measure(quotes / threads, own));
      }
      long[] all = {};
      for (Future<Latencies> part : pool.invokeAll(parts)) {
        all =
            java.util.stream.LongStream.concat(
                    java.util.Arrays.stream(all), java.util.Arrays.stream(part.get().sortedNs()))
                .toArray();
      }
      return Latencies.of(all);
    } finally {
      pool.shutdownNow();
    }
  }

  /** Nanoseconds; 0 for a place without a way, which is no price. */
  private long ask(SplittableRandom random) throws IOException, InterruptedException {
    LatLng from = somewhere(random);
    LatLng to = somewhere(random);
    for (int tries = 0; to.metersTo(from) < RIDE_MIN_M && tries < TRIES_MAX; tries++) {
      to = somewhere(random);
    }
    String body =
        "{\"pickup\":%s,\"dropoff\":%s,\"product_id\":\"%s\"}"
            .formatted(json(from), json(to), product);
    long began = System.nanoTime();
    HttpResponse<String> answer = kerb.send("POST", "/v1/quotes", riderToken, body);
    long took = System.nanoTime() - began;
    if (answer.statusCode() == 422) {
      refused.increment();
      return 0;
    }
    if (RunningKerb.read(answer).has("pickup_eta_s")) {
      withPickupEta.increment();
    }
    return took;
  }

  private LatLng somewhere(SplittableRandom random) {
    return roadPoints.get(random.nextInt(roadPoints.size()));
  }

  private static String json(LatLng place) {
    return "{\"latitude\":%s,\"longitude\":%s}".formatted(place.latitude(), place.longitude());
  }
}
