package io.kerb.local.command;

import io.kerb.local.CityFiles;
import io.kerb.local.CommandLock;
import io.kerb.local.Home;
import io.kerb.local.Installation;
import io.kerb.local.KerbChildren;
import io.kerb.local.Meanwhile;
import io.kerb.local.engine.EngineChildren;
import io.kerb.local.json.JsonObject;
import io.kerb.local.supervise.Detached;
import io.kerb.local.supervise.ProcessIdentity;
import io.kerb.local.supervise.RunFiles;
import java.time.Duration;
import java.util.Optional;

/**
 * Brings an installation up: engines together, the road network and the tokens meanwhile, then the
 * server, which is ready when its {@code /health} says so.
 */
final class Launch {
  private static final Duration ENGINES_BOUND = Duration.ofSeconds(150);
  private static final Duration SERVER_BOUND = Duration.ofSeconds(180);
  static final long OPERATOR = 1;
  static final long RIDER = 1;

  private final Installation installation;
  private final Output output;

  Launch(Installation installation, Output output) {
    this.installation = installation;
    this.output = output;
  }

  /** What is up, and how to speak to it. */
  record Ready(
      Installation installation, CityFiles city, String riderToken, String operatorToken) {}

  /**
   * Starts everything but the city.
   *
   * @param owner whose end stops it all again; none to leave it running
   */
  Ready start(CityFiles.Choice choice, Optional<ProcessIdentity> owner) {
    installation.createHome();
    Meanwhile<CityFiles> city =
        Meanwhile.start(() -> CityFiles.make(installation.checkout(), installation.home(), choice));
    Meanwhile<String> riderToken = token("rider", RIDER);
    Meanwhile<String> operatorToken = token("operator", OPERATOR);
    Installation running =
        new Installation(
            installation.checkout(),
            installation.home().withDataset(CityFiles.dataset(choice)),
            installation.settings());
    Home home = running.home();
    RunFiles files = new RunFiles(home.run());
    try (CommandLock lock = CommandLock.take(home)) {
      // What a killed supervisor left holds the ports that are looked at next.
      Detached.stop(home);
      EngineChildren.checkPorts(running.settings().engines());
      EngineChildren.checkPort(
          "the server", "127.0.0.1", running.settings().serverPort(), "--port N");
      Detached.start(home, owner);
      try {
        EngineChildren.add(home, running.checkout(), running.settings().engines());
        output.step("starting Kafka, Redis and Cassandra");
        EngineChildren.awaitReady(
            home, ENGINES_BOUND, child -> output.step(child.name() + " is up"));
        CityFiles made = city.result();
        output.step("road network: " + made.osmFile().getFileName());
        running.writeEnvironment(made);
        files.addChild(KerbChildren.server(running, made));
        output.step("starting the server");
        EngineChildren.awaitReady(
            home,
            SERVER_BOUND,
            child -> {
              if (child.name().equals(KerbChildren.SERVER)) {
                output.step("server is up");
              }
            });
        return new Ready(running, made, riderToken.result(), operatorToken.result());
      } catch (RuntimeException e) {
        // Half an installation helps nobody, and its logs stay.
        Detached.stop(home);
        throw e;
      }
    }
  }

  private Meanwhile<String> token(String role, long subject) {
    return Meanwhile.start(() -> KerbChildren.token(installation, role, subject));
  }

  static JsonObject readyEvent(Ready ready, Output output) {
    return JsonObject.event("ready")
        .with("url", ready.installation().settings().url())
        .with("rider_token", ready.riderToken())
        .with("operator_token", ready.operatorToken())
        .with("elapsed_ms", output.elapsedMs());
  }

  static String readyText(Ready ready, Output output) {
    return """

           Kerb is up after %.0f s.

             Console         %s
             Rider token     %s
             Operator token  %s
             Logs            %s
           """
        .formatted(
            output.elapsedMs() / 1000.0,
            consoleUrl(ready),
            ready.riderToken(),
            ready.operatorToken(),
            ready.installation().home().logs());
  }

  /** The fragment stays in the browser: it is in no request and no log. */
  static String consoleUrl(Ready ready) {
    return ready.installation().settings().url() + "/#token=" + ready.operatorToken();
  }
}
