package io.kerb.server.command;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.Markets;
import io.kerb.runtime.cql.CqlSettings;
import io.kerb.runtime.kafka.KafkaSettings;
import io.kerb.trip.adapter.export.TripExport;
import io.kerb.trip.adapter.export.TripExport.Report;
import io.kerb.trip.adapter.export.TripExport.Wish;
import io.kerb.trip.adapter.kafka.TopicScan;
import io.kerb.trip.adapter.push.track.TrackStore;
import io.kerb.trip.drive.Pseudonyms;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.exceptions.BeanInstantiationException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Finished trips for training; may run beside a running server. Exit code 0 if a file was written,
 * 1 if not, 2 for a wrong argument.
 */
@Command(
    name = "trips",
    description = {
      "Writes the finished trips of the last 30 days as a file to train and evaluate with: one line"
          + " a trip, in the order in which they ended, drivers under names that hold for this file"
          + " only. Trips that do not tell how long their way takes are left out and counted."
    },
    mixinStandardHelpOptions = true)
public final class ExportTripsCommand implements Callable<Integer> {
  private static final int WRITTEN = 0;
  private static final int NOT_WRITTEN = 1;
  private static final int MISUSED = 2;
  private static final int SALT_BYTES = 32;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "the file to write, packed if it ends in .gz; one that is there is replaced")
  private Path out;

  @Option(
      names = "--since",
      paramLabel = "WHEN",
      description = "only trips that ended since: 12h, 7d, 2026-11-01 or 2026-11-01T08:00:00Z")
  private String since;

  @Option(names = "--market", paramLabel = "ID", description = "only this market's trips")
  private String market;

  @Option(names = "--json", description = "one JSON object instead of lines")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    try (ApplicationContext context = ApplicationContext.run()) {
      return export(context);
    } catch (IllegalArgumentException e) {
      return fail("bad_argument", e.getMessage(), MISUSED);
    } catch (BeanInstantiationException
        | DriverException
        | KafkaException
        | IllegalStateException
        | UncheckedIOException e) {
      return fail("export_failed", innermost(e), NOT_WRITTEN);
    }
  }

  private int export(ApplicationContext context) throws Exception {
    Clock clock = context.getBean(Clock.class);
    Instant from = since == null ? null : SincePoint.parse(since, clock);
    MarketId wanted = market == null ? null : known(context.getBean(Markets.class));
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    Report report =
        new TripExport(
                new TopicScan(context.getBean(KafkaSettings.class)),
                new TrackStore(
                        context.getBean(CqlSession.class), context.getBean(CqlSettings.class))
                    ::getTrack,
                new Pseudonyms(salt))
            .write(new Wish(out, wanted, from));
    return print(report, context.getBean(ObjectMapper.class));
  }

  private MarketId known(Markets markets) {
    return Optional.of(new MarketId(market))
        .filter(id -> markets.findMarket(id).isPresent())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no market '"
                        + market
                        + "'; maybe one of "
                        + markets.listMarkets().stream().map(m -> m.marketId().value()).toList()));
  }

  private int print(Report report, ObjectMapper mapper) throws Exception {
    Answer answer = Answer.of(report, out);
    if (json) {
      System.out.println(mapper.writeValueAsString(answer));
    } else {
      answer.print(out);
    }
    return answer.file() == null ? NOT_WRITTEN : WRITTEN;
  }

  private int fail(String code, String message, int exitCode) throws Exception {
    if (json) {
      System.out.println(
          new ObjectMapper()
              .writeValueAsString(Map.of("event", "error", "code", code, "message", message)));
    } else {
      System.err.println("kerb: " + message);
    }
    return exitCode;
  }

  /** What a bean's failure was about: the last cause that says something. */
  private static String innermost(Throwable failure) {
    Throwable found = failure;
    while (found.getCause() != null && found instanceof BeanInstantiationException) {
      found = found.getCause();
    }
    return found.getMessage();
  }

  /**
   * As scripts read it.
   *
   * @param file null if there was no trip to write
   * @param waysSeen trips whose {@code gps_path_m} is the way driven; the others have the route's
   */
  record Answer(
      String file, long trips, long waysSeen, Map<String, Long> leftOut, long unreadableEvents) {

    static Answer of(Report report, Path out) {
      Map<String, Long> leftOut = new TreeMap<>();
      report.leftOut().forEach((reason, count) -> leftOut.put(reason.word(), count));
      return new Answer(
          report.trips() > 0 ? out.toString() : null,
          report.trips(),
          report.waysSeen(),
          leftOut,
          report.unreadable());
    }

    void print(Path out) {
      if (file == null) {
        System.out.printf("no trips to write, so %s was not written%n", out);
      } else {
        System.out.printf("%d trips in %s%n", trips, out);
        System.out.printf(
            "gps_path_m is the way driven for %d of them, the length of the route for %d%n",
            waysSeen, trips - waysSeen);
      }
      leftOut.forEach((reason, count) -> System.out.printf("left out: %d %s%n", count, reason));
      if (unreadableEvents > 0) {
        System.out.printf("left out: %d events that could not be read%n", unreadableEvents);
      }
    }
  }
}
