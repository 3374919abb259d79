package io.kerb.server.command;

import com.datastax.oss.driver.api.core.CqlSession;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kerb.runtime.cql.CqlSettings;
import io.kerb.runtime.kafka.KafkaSettings;
import io.kerb.trip.adapter.check.EngineWorld;
import io.kerb.trip.aggregate.TripPolicy;
import io.kerb.trip.check.Report;
import io.kerb.trip.check.TripCheck;
import io.kerb.trip.check.Violation;
import io.micronaut.context.ApplicationContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Judges what Cassandra and Kafka hold by the invariants I1 to I6; may run beside a running server.
 * Exit code 0 if all is well, 1 if something is violated.
 */
@Command(
    name = "check",
    description = "Checks every trip in Cassandra and Kafka against the invariants.",
    mixinStandardHelpOptions = true,
    subcommands = CheckQuotesCommand.class)
public final class CheckCommand implements Callable<Integer> {
  @Option(names = "--json", description = "one JSON object instead of lines")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    try (ApplicationContext context = ApplicationContext.run()) {
      Report report =
          new TripCheck(
                  new EngineWorld(
                      context.getBean(CqlSession.class),
                      context.getBean(CqlSettings.class).keyspace("trips"),
                      context.getBean(KafkaSettings.class)),
                  policy(context),
                  Clock.systemUTC())
              .run();
      print(report, context.getBean(ObjectMapper.class));
      return report.isClean() ? 0 : 1;
    }
  }

  /** The server's own, without the role's beans: a check starts no sweeper. */
  private static TripPolicy policy(ApplicationContext context) {
    TripPolicy standard = TripPolicy.DEFAULT;
    return new TripPolicy(
        context
            .getProperty("kerb.trips.request-budget", Duration.class)
            .orElse(standard.requestBudget()),
        standard.pickupWait(),
        standard.scheduledLead(),
        standard.scheduledAheadMax());
  }

  private void print(Report report, ObjectMapper mapper) throws Exception {
    if (json) {
      System.out.println(
          mapper.writeValueAsString(
              new Answer(report.trips(), report.completed(), report.violations())));
      return;
    }
    System.out.printf(
        "%d trips, %d completed, %d violations%n",
        report.trips(), report.completed(), report.violations().size());
    report
        .violations()
        .forEach(
            violation ->
                System.out.printf(
                    "%s  %s  %s%n", violation.invariant(), violation.tripId(), violation.detail()));
  }

  /** As scripts read it. */
  record Answer(long trips, long completed, List<Violation> violations) {}
}
