package io.kerb.gatling;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.asLongAsDuring;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.exitHere;
import static io.gatling.javaapi.core.CoreDsl.jmesPath;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/** A rider's whole life: a price, a trip, the wait, now and then a cancel, the ride, the rating. */
final class RiderLife {
  private static final Set<String> OVER =
      Set.of("completed", "no_drivers_available", "rider_canceled", "driver_canceled");
  private static final double CANCELS = 0.1;
  private static final Duration POLL = Duration.ofSeconds(2);
  private static final Duration WAIT_MAX = Duration.ofMinutes(8);

  private final Settings settings;
  private final Town town;
  private final SplittableRandom seeds;

  /** New people in every run. */
  private final AtomicLong numbers = new AtomicLong(System.currentTimeMillis() * 1_000);

  RiderLife(Settings settings, Town town, SplittableRandom seeds) {
    this.settings = settings;
    this.town = town;
    this.seeds = seeds;
  }

  ScenarioBuilder scene() {
    return scenario("rider")
        .exec(this::wish)
        .exec(Tokens.ask(settings, "rider"))
        .exitHereIfFailed()
        .exec(quote())
        .exitHereIfFailed()
        .pause(Duration.ofMillis(500), Duration.ofSeconds(3))
        .exec(request())
        .exitHereIfFailed()
        .doIf(session -> session.getBoolean("cancels"))
        .then(pause(Duration.ofSeconds(1), Duration.ofSeconds(6)), cancel(), exitHere())
        .exec(waitForTheEnd())
        .exec(rate());
  }

  private Session wish(Session session) {
    SplittableRandom random;
    synchronized (seeds) {
      random = seeds.split();
    }
    Corner pickup = town.anywhere(random);
    return session
        .set("subject", Long.toString(numbers.incrementAndGet()))
        .set("pickup", pickup.json())
        .set("dropoff", town.near(pickup, random).json())
        .set("cancels", random.nextDouble() < CANCELS)
        .set("status", "");
  }

  private static ChainBuilder quote() {
    return exec(
        http("quote")
            .post("/v1/quotes")
            .header("Authorization", "Bearer #{token}")
            .body(
                StringBody(
                    "{\"pickup\":#{pickup},\"dropoff\":#{dropoff},\"product_id\":\"standard\"}"))
            .check(status().is(200), jmesPath("quote_id").saveAs("quote")));
  }

  private static ChainBuilder request() {
    return exec(
        http("request trip")
            .post("/v1/trips")
            .header("Authorization", "Bearer #{token}")
            .header("Idempotency-Key", "#{quote}")
            .body(StringBody("{\"quote_id\":\"#{quote}\"}"))
            .check(status().is(201), jmesPath("trip_id").saveAs("trip")));
  }

  /** A driver may have been faster: then the trip is under way and goes on. */
  private static ChainBuilder cancel() {
    return exec(
        http("cancel")
            .post("/v1/trips/#{trip}/cancel")
            .header("Authorization", "Bearer #{token}")
            .body(StringBody("{\"reason\":\"changed_plans\"}"))
            .check(status().in(200, 409)));
  }

  private ChainBuilder waitForTheEnd() {
    return asLongAsDuring(session -> !OVER.contains(session.getString("status")), WAIT_MAX)
        .on(
            pause(POLL),
            exec(
                http("look at trip")
                    .get("/v1/trips/#{trip}")
                    .header("Authorization", "Bearer #{token}")
                    .check(
                        status().is(200),
                        jmesPath("status").saveAs("status"),
                        jmesPath("pickup_code").optional().saveAs("code"))),
            exec(
                session -> {
                  if (session.contains("code")) {
                    town.codes.put(session.getString("trip"), session.getString("code"));
                  }
                  return session;
                }))
        .exec(
            session -> {
              town.codes.remove(session.getString("trip"));
              return session;
            });
  }

  private static ChainBuilder rate() {
    return doIf(session -> "completed".equals(session.getString("status")))
        .then(
            exec(
                http("receipt")
                    .get("/v1/trips/#{trip}/receipt")
                    .header("Authorization", "Bearer #{token}")
                    .check(status().is(200))),
            exec(
                http("rate")
                    .post("/v1/trips/#{trip}/rating")
                    .header("Authorization", "Bearer #{token}")
                    .body(StringBody("{\"stars\":5}"))
                    .check(status().is(200))));
  }
}
