package io.kerb.gatling;

import static io.gatling.javaapi.core.CoreDsl.global;
import static io.gatling.javaapi.core.CoreDsl.rampUsers;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpProtocolBuilder;
import java.time.Duration;
import java.util.SplittableRandom;

/**
 * Riders and drivers who meet: bounded in users and in time. Fails on errors, not on latency: how
 * fast is a question for a benchmark on a quiet machine.
 */
public class RideSimulation extends Simulation {
  private static final double FAILED_MAX_PERCENT = 1.0;

  /** After the last rider came: time to be driven home. */
  private static final Duration TAIL = Duration.ofMinutes(3);

  private final Settings settings = Settings.read();
  private final Town town = Town.visit(settings);
  private final SplittableRandom seeds = new SplittableRandom(Long.getLong("seed", 1));

  // An instance initializer: Gatling reads the set-up from the constructor.
  {
    HttpProtocolBuilder protocol =
        http.baseUrl(settings.baseUrl())
            .acceptHeader("application/json")
            .contentTypeHeader("application/json");
    Duration riding = settings.duration().multipliedBy(2).dividedBy(3);
    setUp(
            new DriverLife(settings, town, seeds)
                .scene()
                .injectOpen(rampUsers(settings.drivers()).during(Duration.ofSeconds(5))),
            new RiderLife(settings, town, seeds)
                .scene()
                .injectOpen(rampUsers(settings.riders()).during(riding)))
        .protocols(protocol)
        .maxDuration(settings.duration().plus(TAIL))
        .assertions(global().failedRequests().percent().lt(FAILED_MAX_PERCENT));
  }
}
