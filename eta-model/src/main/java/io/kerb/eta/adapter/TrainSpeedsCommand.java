package io.kerb.eta.adapter;

import io.kerb.eta.match.Ping;
import io.kerb.eta.match.Rides;
import io.kerb.eta.match.RoadMatcher;
import io.kerb.eta.match.Step;
import io.kerb.eta.network.RoadNetwork;
import io.kerb.eta.speed.LearnedSpeeds;
import io.kerb.eta.speed.RouteTrial;
import io.kerb.eta.speed.SpeedFit;
import io.kerb.eta.speed.Stretch;
import io.kerb.eta.time.TimeModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Learns speeds and delays by road class from cars' positions. */
@Command(
    name = "speeds",
    mixinStandardHelpOptions = true,
    description = "Learns speeds and junction delays by road class from positions of cars.")
public final class TrainSpeedsCommand implements Callable<Integer> {
  /**
   * Positions a minute apart are joined by the fastest way, so that better speeds find better ways,
   * and those better speeds.
   */
  private static final int MATCHES = 3;

  /** Trips compared at most, spread over the file. */
  private static final int TRIPS_COMPARED = 10_000;

  private static final int TRIPS_MAX = 5_000_000;
  private static final int DURATION_MAX_S = 86_400;

  /** Any fixed hour: the one factor of the comparison takes it out. */
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-06-03T12:00:00Z"), ZoneOffset.UTC);

  @Option(
      names = "--pings",
      required = true,
      description = "CSV, gzipped or not: epoch,cab,lat,lng,occupied")
  Path pings;

  @Option(names = "--osm", required = true, description = "OpenStreetMap extract")
  Path osm;

  @Option(names = "--out", required = true, description = "the speeds file to write")
  Path out;

  @Option(
      names = "--time-zone",
      description = "of the city; default: whole hours by the positions' longitude")
  ZoneId timeZone;

  @Option(
      names = "--trips",
      description = "real trips of other days to compare with: plat,plng,dlat,dlng,duration_s")
  Path trips;

  @Option(
      names = "--cache-dir",
      description = "keeps the prepared roads; default: $KERB_HOME/roads, else a temporary one")
  Path cacheDir;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter text = spec.commandLine().getOut();
    Collection<List<Ping>> tracks = PingFile.read(pings);
    TimeModel prior = TimeModel.urban();
    LearnedSpeeds learned = learn(prior, prior, tracks);
    for (int match = 1; match < MATCHES; match++) {
      learned = learn(prior, learned.over(prior), tracks);
    }
    SpeedsFile.write(learned, out);
    print(learned, text);
    if (trips != null) {
      List<RouteTrial.Trip> made = readTrips();
      print("as they were", prior, made, text);
      print("learned", learned.over(prior), made, text);
    }
    text.flush();
    return 0;
  }

  private LearnedSpeeds learn(TimeModel prior, TimeModel seenBy, Collection<List<Ping>> tracks) {
    try (RoadNetwork roads = RoadNetwork.open(osm, cache(), NOON, seenBy)) {
      return new SpeedFit(prior, zone(tracks)).learn(stretches(roads, tracks), seenBy);
    }
  }

  private List<Stretch> stretches(RoadNetwork roads, Collection<List<Ping>> tracks) {
    RoadMatcher matcher = new RoadMatcher(roads.forMatching());
    List<Stretch> stretches = new ArrayList<>();
    for (List<Ping> track : tracks) {
      for (List<Ping> ride : Rides.of(track)) {
        for (List<Step> chain : matcher.match(ride)) {
          stretches.addAll(Stretch.cut(chain));
        }
      }
    }
    return stretches;
  }

  private void print(LearnedSpeeds learned, PrintWriter text) {
    text.printf(
        Locale.ROOT,
        "%s: %s of %d stretches, %.0f h%n",
        out,
        learned.version(),
        learned.stretches(),
        learned.hours());
    text.printf("%-14s %8s %8s %8s %10s%n", "class", "km/h", "limit", "delay s", "km seen");
    new TreeMap<>(learned.classes())
        .forEach(
            (name, speed) ->
                text.printf(
                    Locale.ROOT,
                    "%-14s %8.1f %8.2f %8.1f %10.0f%s%n",
                    name,
                    speed.cruiseKmh(),
                    speed.limitShare(),
                    speed.junctionDelayS(),
                    speed.km(),
                    speed.learned() ? "" : "  kept"));
  }

  private void print(String name, TimeModel times, List<RouteTrial.Trip> made, PrintWriter text) {
    try (RoadNetwork roads = RoadNetwork.open(osm, cache(), NOON, times)) {
      RouteTrial trial = RouteTrial.of(roads, made);
      text.printf(
          Locale.ROOT,
          "%-13s %d trips, factor %.3f: mean error %.1f s, median %.1f s, within 20%% %.1f%%%n",
          name,
          trial.trips(),
          trial.factor(),
          trial.maeS(),
          trial.medianErrorS(),
          100 * trial.within20Share());
    }
  }

  private List<RouteTrial.Trip> readTrips() {
    List<RouteTrial.Trip> made = new ArrayList<>();
    new CsvFile(trips, "plat", "plng", "dlat", "dlng", "duration_s")
        .forEach(
            TRIPS_MAX,
            row ->
                made.add(
                    new RouteTrial.Trip(
                        row.place("plat", "plng"),
                        row.place("dlat", "dlng"),
                        (int) row.number("duration_s", 1, DURATION_MAX_S))));
    int step = Math.max(1, made.size() / TRIPS_COMPARED);
    List<RouteTrial.Trip> spread = new ArrayList<>();
    for (int i = 0; i < made.size(); i += step) {
      spread.add(made.get(i));
    }
    return spread;
  }

  private ZoneId zone(Collection<List<Ping>> tracks) {
    if (timeZone != null) {
      return timeZone;
    }
    double longitude = tracks.iterator().next().get(0).place().longitude();
    return ZoneOffset.ofHours((int) Math.round(longitude / 15));
  }

  private Path cache() {
    if (cacheDir != null) {
      return cacheDir;
    }
    String home = System.getenv("KERB_HOME");
    return home != null
        ? Path.of(home, "roads")
        : Path.of(System.getProperty("java.io.tmpdir"), "kerb-roads");
  }
}
