package io.kerb.gatling;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.asLongAsDuring;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.doIfOrElse;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jmesPath;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A driver's stream: on duty, a ping every 2 s, offers asked for, accepted and driven to the end.
 * Drives as the crow flies, which is all that a load test needs.
 */
final class DriverLife {
  private static final Duration STEP = Duration.ofSeconds(2);
  private static final double SPEED_MPS = 14;
  private static final Duration DRIVE_MAX = Duration.ofMinutes(5);
  private static final Duration CODE_MAX = Duration.ofSeconds(60);

  private final Settings settings;
  private final Town town;
  private final SplittableRandom seeds;

  /** Apart from the simulated city's drivers, and new in every run: nothing is left open. */
  private final AtomicLong numbers = new AtomicLong(System.currentTimeMillis() * 1_000);

  DriverLife(Settings settings, Town town, SplittableRandom seeds) {
    this.settings = settings;
    this.town = town;
    this.seeds = seeds;
  }

  ScenarioBuilder scene() {
    Duration shift = settings.duration();
    return scenario("driver")
        .exec(this::begin)
        .exec(Tokens.ask(settings, "driver"))
        .exitHereIfFailed()
        .exec(duty(true))
        .exitHereIfFailed()
        .exec(
            asLongAsDuring(session -> true, shift)
                .on(
                    ping(),
                    lookForOffer(),
                    doIf(s -> s.contains("offer")).then(serve()),
                    pause(STEP)))
        .exec(duty(false));
  }

  private Session begin(Session session) {
    SplittableRandom random;
    synchronized (seeds) {
      random = seeds.split();
    }
    String number = Long.toString(numbers.incrementAndGet());
    return session
        .set("subject", number)
        .set("session", "gatling-" + number)
        .set("sequence", 0L)
        .set("at", town.anywhere(random));
  }

  private ChainBuilder duty(boolean onDuty) {
    return exec(
        http(onDuty ? "on duty" : "off duty")
            .put("/v1/drivers/me/duty")
            .header("Authorization", "Bearer #{token}")
            .body(
                StringBody(
                    "{\"on_duty\":%s,\"product_ids\":[\"standard\"],\"market_id\":\"%s\"}"
                        .formatted(onDuty, town.marketId())))
            .check(status().is(200)));
  }

  private static ChainBuilder ping() {
    return exec(session -> session.set("sequence", session.getLong("sequence") + 1))
        .exec(
            http("ping")
                .post("/v1/drivers/me/pings")
                .header("Authorization", "Bearer #{token}")
                .body(StringBody(DriverLife::pingBody))
                .check(status().is(202)));
  }

  private static String pingBody(Session session) {
    Corner at = session.get("at");
    return "{\"session_id\":\"%s\",\"pings\":[{\"sequence\":%d,\"latitude\":%.7f,\"longitude\":%.7f,\"recorded_at\":\"%s\"}]}"
        .formatted(
            session.getString("session"),
            session.getLong("sequence"),
            at.latitude(),
            at.longitude(),
            Instant.now());
  }

  private static ChainBuilder lookForOffer() {
    return exec(session -> session.remove("offer"))
        .exec(
            http("offers")
                .get("/v1/drivers/me/offers")
                .header("Authorization", "Bearer #{token}")
                .check(
                    status().is(200),
                    jmesPath("offers[0].offer_id").optional().saveAs("offer"),
                    jmesPath("offers[0].trip_id").optional().saveAs("trip"),
                    place("pickup", "latitude"),
                    place("pickup", "longitude"),
                    place("dropoff", "latitude"),
                    place("dropoff", "longitude")));
  }

  private static io.gatling.javaapi.core.CheckBuilder place(String place, String axis) {
    return jmesPath("offers[0]." + place + "." + axis)
        .ofDouble()
        .optional()
        .saveAs(place + "_" + axis);
  }

  /** A rider may cancel at any step: then the answer is 409, and the driver looks for the next. */
  private ChainBuilder serve() {
    return pause(Duration.ofSeconds(1), Duration.ofSeconds(3))
        .exec(session -> session.set("won", 0))
        .exec(
            http("accept")
                .post("/v1/offers/#{offer}/accept")
                .header("Authorization", "Bearer #{token}")
                .check(status().in(200, 409), status().saveAs("won")))
        .doIf(session -> session.getInt("won") == 200)
        .then(
            driveTo("pickup"),
            command("arrive", "{}"),
            doIf(session -> session.getInt("moved") == 200)
                .then(
                    awaitCode(),
                    doIfOrElse(session -> session.contains("code"))
                        .then(
                            command("start", "{\"code\":\"#{code}\"}"),
                            doIf(session -> session.getInt("moved") == 200)
                                .then(driveTo("dropoff"), command("complete", "{}")))
                        .orElse(command("cancel", "{\"reason\":\"no_rider\"}"))));
  }

  private static ChainBuilder driveTo(String place) {
    return asLongAsDuring(session -> at(session).metersTo(goal(session, place)) > 1, DRIVE_MAX)
        .on(
            exec(
                session ->
                    session.set(
                        "at",
                        at(session).towards(goal(session, place), SPEED_MPS * STEP.toSeconds()))),
            ping(),
            pause(STEP));
  }

  private static Corner at(Session session) {
    return session.get("at");
  }

  private static Corner goal(Session session, String place) {
    return new Corner(
        session.getDouble(place + "_latitude"), session.getDouble(place + "_longitude"));
  }

  private static ChainBuilder command(String name, String body) {
    return exec(session -> session.set("moved", 0))
        .exec(
            http(name)
                .post("/v1/trips/#{trip}/" + name)
                .header("Authorization", "Bearer #{token}")
                .body(StringBody(body))
                .check(status().in(200, 409), status().saveAs("moved")));
  }

  private ChainBuilder awaitCode() {
    return exec(session -> session.remove("code"))
        .exec(
            asLongAsDuring(session -> !session.contains("code"), CODE_MAX)
                .on(
                    pause(Duration.ofSeconds(1)),
                    ping(),
                    exec(
                        session -> {
                          String code = town.codes.get(session.getString("trip"));
                          return code == null ? session : session.set("code", code);
                        })));
  }
}
