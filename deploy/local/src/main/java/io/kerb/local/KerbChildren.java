package io.kerb.local;

import io.kerb.local.supervise.ChildSpec;
import io.kerb.local.supervise.Probe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Kerb's own processes as children: the server with all its roles, and the simulated city. */
public final class KerbChildren {
  public static final String SERVER = "server";
  public static final String CITY = "city";

  /** The city leaves before the server does, so that its drivers can say goodbye. */
  private static final int CITY_STOP_RANK = 0;

  private static final int SERVER_STOP_RANK = 1;
  private static final Duration CITY_GRACE = Duration.ofSeconds(8);
  private static final Duration SERVER_GRACE = Duration.ofSeconds(15);
  private static final Duration TOKEN_BOUND = Duration.ofSeconds(30);

  private KerbChildren() {}

  /**
   * What the simulated city is to do; the bounds are the city's own.
   *
   * @param minutes how long riders come; empty: until the end
   */
  public record Simulation(int drivers, int tripsPerHour, long seed, Optional<Integer> minutes) {
    public Simulation {
      require("drivers", drivers, 5_000);
      require("trips per hour", tripsPerHour, 50_000);
      minutes.ifPresent(value -> require("minutes", value, 1_440));
    }

    private static void require(String name, int value, int max) {
      if (value < 1 || value > max) {
        throw new IllegalArgumentException(name + ": " + value + " is not from 1 to " + max);
      }
    }
  }

  public static ChildSpec server(Installation installation, CityFiles city) {
    Path jar = installation.checkout().serverJar();
    List<String> command = jvm(installation.settings().serverHeapMb());
    command.addAll(List.of("-jar", jar.toString(), "serve", "--roles", "all"));
    return new ChildSpec(
        SERVER,
        "server",
        SERVER_STOP_RANK,
        SERVER_GRACE,
        installation.home().root(),
        command,
        installation.environment(city),
        new Probe.Http(installation.settings().url() + "/health"));
  }

  /** The operator's token goes by the environment: anyone may read a command line. */
  public static ChildSpec city(
      Installation installation, CityFiles city, Simulation simulation, String operatorToken) {
    List<String> command = jvm(installation.settings().cityHeapMb());
    command.addAll(
        List.of(
            "-jar",
            installation.checkout().cityJar().toString(),
            "live",
            "--base-url",
            installation.settings().url(),
            "--osm",
            city.osmFile().toString(),
            "--market-file",
            city.marketFile().toString(),
            "--drivers",
            Integer.toString(simulation.drivers()),
            "--trips-per-hour",
            Integer.toString(simulation.tripsPerHour()),
            "--seed",
            Long.toString(simulation.seed()),
            "--json"));
    simulation
        .minutes()
        .ifPresent(
            minutes -> command.addAll(List.of("--riders-for-s", Integer.toString(minutes * 60))));
    Map<String, String> environment = new LinkedHashMap<>(installation.environment(city));
    environment.put("KERB_OPERATOR_TOKEN", operatorToken);
    return new ChildSpec(
        CITY,
        "city",
        CITY_STOP_RANK,
        CITY_GRACE,
        installation.home().root(),
        command,
        environment,
        new Probe.Alive());
  }

  /** A token made with this installation's key, which is made when there is none yet. */
  public static String token(Installation installation, String role, long subject) {
    Tool.Result result =
        new Tool(installation.checkout().serverJar(), "-Xmx96m")
            .run(
                List.of("token", "--role", role, "--subject", Long.toString(subject)),
                TOKEN_BOUND,
                Map.of("KERB_HOME", installation.home().root().toString()));
    if (!result.succeeded()) {
      throw new LocalException(
          "no_token",
          "could not make a token for the " + role + ": " + result.lastLine(),
          "look at " + installation.home().root().resolve("keys"));
    }
    return result.output().strip();
  }

  private static List<String> jvm(int heapMb) {
    JavaHome java = JavaHome.forServices();
    List<String> command = new ArrayList<>();
    command.add(java.java().toString());
    command.add("-Xmx" + heapMb + "m");
    command.add("-Xss512k");
    command.add("-XX:+ExitOnOutOfMemoryError");
    if (java.feature() >= 24) {
      // Netty and protobuf still use what these JDKs warn of, at every start.
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    if (java.feature() >= 25) {
      command.add("-XX:+UseCompactObjectHeaders");
    }
    return command;
  }
}
