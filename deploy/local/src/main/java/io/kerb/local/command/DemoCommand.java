package io.kerb.local.command;

import io.kerb.local.Home;
import io.kerb.local.Installation;
import io.kerb.local.KerbChildren;
import io.kerb.local.LocalException;
import io.kerb.local.json.JsonObject;
import io.kerb.local.supervise.Detached;
import io.kerb.local.supervise.ProcessIdentity;
import io.kerb.local.supervise.RunFiles;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Everything at once: engines, server and a simulated city, until Ctrl-C. */
@Command(
    name = "demo",
    description = "Starts Kerb and a simulated city, and shows where to look. Ctrl-C stops all.",
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
  private static final long POLL_MS = 200;

  /** A detached demo returns at the first finished trip, or says that there was none. */
  private static final Duration FIRST_TRIP_BOUND = Duration.ofMinutes(5);

  /** The city was started this often and ended each time: it will not live. */
  private static final int CITY_STARTS_MAX = 5;

  @Mixin private HomeOptions options;
  @Mixin private StartOptions start;

  /** What a person sees of the city's counters; the rest is in its log. */
  private static final List<String> SHOWN =
      List.of("drivers", "on_trip", "open_trips", "completed", "canceled", "no_drivers");

  private volatile boolean stopping;

  @Option(
      names = "--drivers",
      defaultValue = "200",
      description = "how many drivers (default: ${DEFAULT-VALUE})")
  private int drivers;

  @Option(
      names = "--trips-per-hour",
      defaultValue = "600",
      description = "how many trips riders ask for (default: ${DEFAULT-VALUE})")
  private int tripsPerHour;

  @Option(
      names = "--minutes",
      description =
          "riders come for so many minutes; when their trips have ended, the counts are shown, and"
              + " all goes on without riders (default: riders come until the end)")
  private Optional<Integer> minutes;

  @Option(
      names = "--detach",
      description = "leave it running and return after the first finished trip; kerb down ends it")
  private boolean detach;

  @Override
  public Integer call() {
    Output output = options.output();
    KerbChildren.Simulation simulation =
        new KerbChildren.Simulation(drivers, tripsPerHour, start.seed(), minutes);
    Installation installation = start.apply(options.installation());
    Home home = installation.home();
    RunFiles files = new RunFiles(home.run());
    if (files.findSupervisor().isPresent()) {
      throw new LocalException(
          "already_running",
          "Kerb already runs in " + home.root(),
          "end it first (kerb down), or use another --dir and --free-ports");
    }
    Optional<ProcessIdentity> owner =
        detach ? Optional.empty() : Optional.of(ProcessIdentity.self());
    if (!detach) {
      stopAllWhenInterrupted(home, output);
    }
    Launch.Ready ready = new Launch(installation, output).start(start.city(), owner);
    CityEvents events = new CityEvents(home.log(KerbChildren.CITY));
    files.addChild(
        KerbChildren.city(ready.installation(), ready.city(), simulation, ready.operatorToken()));
    output.result(Launch.readyEvent(ready, output), Launch.readyText(ready, output));
    return follow(home, files, events, output);
  }

  private int follow(Home home, RunFiles files, CityEvents events, Output output) {
    boolean firstTrip = false;
    long started = System.nanoTime();
    while (true) {
      for (Map<String, String> event : events.poll()) {
        switch (event.get("event")) {
          case "trip_completed" -> {
            if (!firstTrip) {
              firstTrip = true;
              String trip = event.get("trip_id");
              output.result(
                  JsonObject.event("first_trip_completed")
                      .with("trip_id", trip)
                      .with("elapsed_ms", output.elapsedMs()),
                  "The first trip is completed after %.0f s: %s"
                      .formatted(output.elapsedMs() / 1000.0, trip));
            }
          }
          case "progress" -> show(event, output);
          case "riders_served" -> showServed(event, output);
          default -> {
            // The city may tell more than a person wants to read here; it is in its log.
          }
        }
      }
      if (detach && firstTrip) {
        return 0;
      }
      if (files.starts(KerbChildren.CITY) >= CITY_STARTS_MAX
          && files.findLive(KerbChildren.CITY).isEmpty()) {
        throw new LocalException(
            "city_ended", "the simulated city keeps ending", "see " + home.log(KerbChildren.CITY));
      }
      if (detach && System.nanoTime() - started > FIRST_TRIP_BOUND.toNanos()) {
        throw new LocalException(
            "no_trip",
            "no trip was completed within " + FIRST_TRIP_BOUND.toMinutes() + " min",
            "see the logs in " + home.logs());
      }
      if (!stopping && files.findSupervisor().isEmpty()) {
        output.result(JsonObject.event("down"), "Kerb was stopped.");
        return 0;
      }
      sleep();
    }
  }

  private static void show(Map<String, String> progress, Output output) {
    if (output.isJson()) {
      output.result(json(progress, output), "");
    } else {
      output.status(
          SHOWN.stream()
              .filter(progress::containsKey)
              .map(key -> key.replace('_', ' ') + " " + progress.get(key))
              .collect(Collectors.joining(", ", "  ", "")));
    }
  }

  private static void showServed(Map<String, String> counts, Output output) {
    output.result(
        json(counts, output),
        "The last rider's trip has ended: of %s requests with a driver in reach %s were completed,"
                .formatted(counts.get("with_driver_in_reach"), counts.get("completed_in_reach"))
            + " %s canceled, and %s found no driver."
                .formatted(counts.get("canceled_in_reach"), counts.get("no_drivers_in_reach")));
  }

  private static JsonObject json(Map<String, String> event, Output output) {
    JsonObject object = new JsonObject();
    event.forEach((key, value) -> object.with(key, scalar(value)));
    return object.with("elapsed_ms", output.elapsedMs());
  }

  /** Numbers stay numbers. */
  private static Object scalar(String text) {
    return text.matches("-?\\d+(\\.\\d+)?") ? (Object) new BigDecimal(text) : text;
  }

  private void stopAllWhenInterrupted(Home home, Output output) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  stopping = true;
                  if (new RunFiles(home.run()).findSupervisor().isPresent()) {
                    output.step("stopping");
                    Detached.stop(home);
                    output.result(
                        JsonObject.event("down").with("elapsed_ms", output.elapsedMs()),
                        "Everything is stopped; the data stays.");
                  }
                },
                "stop"));
  }

  private static void sleep() {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while following the city", e);
    }
  }
}
