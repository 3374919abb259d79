package io.kerb.city;

import io.kerb.city.api.Loop;
import io.kerb.city.demand.Places;
import io.kerb.city.http.CityLoop;
import io.kerb.city.http.HttpKerb;
import io.kerb.city.life.Chronicle;
import io.kerb.city.life.City;
import io.kerb.city.life.CitySize;
import io.kerb.city.life.DriverHabits;
import io.kerb.city.life.RiderHabits;
import io.kerb.city.market.MarketFile;
import io.kerb.city.report.JsonLines;
import io.kerb.city.report.ProgressLines;
import io.kerb.eta.network.RoadNetwork;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "live",
    mixinStandardHelpOptions = true,
    description = "Lets drivers and riders live on a server, through its public API.")
final class LiveCommand implements Callable<Integer> {
  private static final Duration PROGRESS_EVERY = Duration.ofSeconds(10);
  private static final long LEAVE_MAX_S = 5;

  @Option(names = "--base-url", required = true, description = "such as http://127.0.0.1:8080")
  URI baseUrl;

  @Option(
      names = "--operator-token",
      required = true,
      defaultValue = "${env:KERB_OPERATOR_TOKEN}",
      description = "gets the apps' tokens; better as KERB_OPERATOR_TOKEN, which ps does not show")
  String operatorToken;

  @Mixin RoadOptions roads;

  @Option(names = "--market-file", required = true, description = "the server's markets file")
  Path marketFile;

  @Option(names = "--drivers", defaultValue = "200", description = "default: 200")
  int drivers;

  @Option(names = "--trips-per-hour", defaultValue = "600", description = "default: 600")
  double tripsPerHour;

  @Option(names = "--seed", defaultValue = "1", description = "default: 1")
  long seed;

  @Option(
      names = "--start-hour",
      defaultValue = "8",
      description = "the city's hour of day at the start; default: 8, a busy morning")
  int startHour;

  @Option(names = "--for-s", description = "ends after so many seconds; default: never")
  Long forSeconds;

  @Option(
      names = "--riders-for-s",
      description =
          "riders come for so many seconds; when the last trip has ended, riders_served is told;"
              + " default: always")
  Long ridersForSeconds;

  @Option(names = "--json", description = "an object a line on standard output")
  boolean json;

  private final CountDownLatch ending = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  @Override
  public Integer call() throws IOException, InterruptedException {
    MarketFile.Entry market = MarketFile.read(marketFile);
    CitySize size =
        new CitySize(
            drivers,
            tripsPerHour,
            seed,
            startHour,
            Optional.ofNullable(ridersForSeconds).map(Duration::ofSeconds));
    Chronicle chronicle = json ? new JsonLines(System.out) : new ProgressLines(System.out);
    try (RoadNetwork network = roads.open(ZoneId.of(market.timeZone()));
        CityLoop loop = new CityLoop(Clock.systemUTC());
        HttpKerb kerb = new HttpKerb(baseUrl, operatorToken, loop, new SplittableRandom(~seed))) {
      Instant started = loop.now();
      City city =
          new City(
              loop,
              kerb,
              network,
              new Places(network.listRoads()),
              size,
              cityMarket(market),
              DriverHabits.usual(),
              RiderHabits.usual(),
              chronicle);
      Runtime.getRuntime().addShutdownHook(new Thread(this::endNow, "city-end"));
      chronicle.tell("city_started", startFields(market, network));
      loop.after(Duration.ZERO, city::start);
      loop.after(PROGRESS_EVERY, () -> progress(loop, city, chronicle, started));
      awaitEnd();
      close(loop, city);
      CountDownLatch told = new CountDownLatch(1);
      loop.after(
          Duration.ZERO,
          () -> {
            chronicle.tell("summary", counts(loop, city, started));
            told.countDown();
          });
      told.await(1, TimeUnit.SECONDS);
      return 0;
    } finally {
      ended.countDown();
    }
  }

  private void awaitEnd() throws InterruptedException {
    if (forSeconds == null) {
      ending.await();
    } else {
      ending.await(forSeconds, TimeUnit.SECONDS);
    }
  }

  /** On SIGTERM: the JVM waits for this thread, and this thread for the city. */
  private void endNow() {
    ending.countDown();
    try {
      ended.await(2 * LEAVE_MAX_S, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void close(Loop loop, City city) throws InterruptedException {
    CountDownLatch left = new CountDownLatch(1);
    loop.after(Duration.ZERO, () -> city.close(left::countDown));
    left.await(LEAVE_MAX_S, TimeUnit.SECONDS);
  }

  private static City.CityMarket cityMarket(MarketFile.Entry market) {
    List<String> products =
        market.products().stream().map(MarketFile.ProductEntry::productId).toList();
    return new City.CityMarket(market.marketId(), products);
  }

  private Map<String, Object> startFields(MarketFile.Entry market, RoadNetwork network) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("market_id", market.marketId());
    fields.put("drivers", drivers);
    fields.put("trips_per_hour", tripsPerHour);
    fields.put("seed", seed);
    fields.put("junctions", network.junctions());
    return fields;
  }

  private static void progress(Loop loop, City city, Chronicle chronicle, Instant started) {
    loop.after(PROGRESS_EVERY, () -> progress(loop, city, chronicle, started));
    chronicle.tell("progress", counts(loop, city, started));
  }

  private static Map<String, Object> counts(Loop loop, City city, Instant started) {
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("elapsed_s", Duration.between(started, loop.now()).toSeconds());
    counts.put("drivers", city.drivers().stream().filter(d -> d.isOnDuty()).count());
    counts.put("on_trip", city.drivers().stream().filter(d -> d.tripId().isPresent()).count());
    counts.put("open_trips", city.waiting());
    counts.putAll(city.tally().asMap());
    return counts;
  }
}
