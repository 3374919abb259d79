package io.kerb.local.supervise;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * How to start, judge and stop one child process.
 *
 * @param name unique within a home, names its files: {@code cassandra-1}
 * @param role what it is to a reader of {@code kerb status}: {@code cassandra}
 * @param stopRank children are stopped rank by rank, the lowest first, so that nobody loses what it
 *     stands on while it ends its work
 * @param grace how long it may take to end after SIGTERM, before SIGKILL
 */
public record ChildSpec(
    String name,
    String role,
    int stopRank,
    Duration grace,
    Path directory,
    List<String> command,
    Map<String, String> environment,
    Probe ready) {

  public ChildSpec {
    if (!name.matches("[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException(
          "child name '" + name + "' names files. Maybe use lower case letters, digits and '-'.");
    }
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  Properties toProperties() {
    Properties properties = new Properties();
    properties.setProperty("name", name);
    properties.setProperty("role", role);
    properties.setProperty("stop-rank", Integer.toString(stopRank));
    properties.setProperty("grace", grace.toString());
    properties.setProperty("directory", directory.toString());
    properties.setProperty("ready", ready.toString());
    for (int i = 0; i < command.size(); i++) {
      properties.setProperty("command." + i, command.get(i));
    }
    environment.forEach((key, value) -> properties.setProperty("env." + key, value));
    return properties;
  }

  static ChildSpec of(Properties properties) {
    List<String> command = new ArrayList<>();
    for (int i = 0; properties.containsKey("command." + i); i++) {
      command.add(properties.getProperty("command." + i));
    }
    Map<String, String> environment = new LinkedHashMap<>();
    for (String key : properties.stringPropertyNames()) {
      if (key.startsWith("env.")) {
        environment.put(key.substring("env.".length()), properties.getProperty(key));
      }
    }
    return new ChildSpec(
        properties.getProperty("name"),
        properties.getProperty("role"),
        Integer.parseInt(properties.getProperty("stop-rank")),
        Duration.parse(properties.getProperty("grace")),
        Path.of(properties.getProperty("directory")),
        command,
        environment,
        Probe.parse(properties.getProperty("ready")));
  }
}
