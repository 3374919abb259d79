package io.kerb.local;

import io.kerb.local.engine.EngineSettings;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an installation on one machine may choose, from {@code kerb.properties} in its home and from
 * the command line, which wins.
 *
 * @param serverHeapMb the server's maximal Java heap
 * @param cityHeapMb the simulated city's
 */
public record LocalSettings(
    EngineSettings engines, int serverPort, int serverHeapMb, int cityHeapMb) {
  public static final String FILE = "kerb.properties";
  private static final int HEAP_MB_MIN = 128;

  /** Every key with its default; there are no others. */
  private static final SortedMap<String, String> DEFAULTS = new TreeMap<>();

  static {
    EngineSettings engines = EngineSettings.DEFAULT;
    DEFAULTS.put("server.port", "8080");
    DEFAULTS.put("server.heap-mb", "768");
    DEFAULTS.put("city.heap-mb", "384");
    DEFAULTS.put("kafka.port", Integer.toString(engines.kafkaPort()));
    DEFAULTS.put("kafka.controller-port", Integer.toString(engines.kafkaControllerPort()));
    DEFAULTS.put(
        "redis.ports",
        String.join(",", engines.redisPorts().stream().map(String::valueOf).toList()));
    DEFAULTS.put("cassandra.nodes", Integer.toString(engines.cassandraNodes()));
    DEFAULTS.put("cassandra.port", Integer.toString(engines.cassandraPort()));
    DEFAULTS.put("cassandra.storage-port", Integer.toString(engines.cassandraStoragePort()));
  }

  /** The port of the server is checked here, those of the engines by themselves. */
  public LocalSettings {
    if (serverPort < 1 || serverPort > 65_535) {
      throw wrong("server.port", Integer.toString(serverPort), "a number from 1 to 65535");
    }
    if (serverHeapMb < HEAP_MB_MIN || cityHeapMb < HEAP_MB_MIN) {
      throw wrong(
          "heap-mb",
          Integer.toString(Math.min(serverHeapMb, cityHeapMb)),
          "at least " + HEAP_MB_MIN);
    }
  }

  /** The home's file, where there is one, overridden key by key. */
  public static LocalSettings read(Home home, Map<String, String> overrides) {
    SortedMap<String, String> values = new TreeMap<>(DEFAULTS);
    Path file = home.root().resolve(FILE);
    if (Files.exists(file)) {
      Properties properties = new Properties();
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        throw new LocalException(
            "unreadable_settings", "cannot read " + file + ": " + e.getMessage(), "correct it");
      }
      properties
          .stringPropertyNames()
          .forEach(key -> put(values, key, properties.getProperty(key), file.toString()));
    }
    overrides.forEach((key, value) -> put(values, key, value, "the command line"));
    return of(values);
  }

  private static void put(
      SortedMap<String, String> values, String key, String value, String source) {
    if (!DEFAULTS.containsKey(key)) {
      throw new LocalException(
          "unknown_setting",
          "'" + key + "' in " + source + " is no setting",
          "the settings are " + String.join(", ", DEFAULTS.keySet()));
    }
    values.put(key, value.strip());
  }

  private static LocalSettings of(Map<String, String> values) {
    List<Integer> redis =
        Arrays.stream(values.get("redis.ports").split(","))
            .map(port -> number("redis.ports", port.strip()))
            .toList();
    try {
      return new LocalSettings(
          new EngineSettings(
              number(values, "kafka.port"),
              number(values, "kafka.controller-port"),
              redis,
              number(values, "cassandra.nodes"),
              number(values, "cassandra.port"),
              number(values, "cassandra.storage-port")),
          number(values, "server.port"),
          number(values, "server.heap-mb"),
          number(values, "city.heap-mb"));
    } catch (IllegalArgumentException e) {
      throw new LocalException("bad_setting", e.getMessage(), "see " + FILE + " and --set");
    }
  }

  public LocalSettings withEngines(EngineSettings other) {
    return new LocalSettings(other, serverPort, serverHeapMb, cityHeapMb);
  }

  public LocalSettings withServerPort(int port) {
    return new LocalSettings(engines, port, serverHeapMb, cityHeapMb);
  }

  public String url() {
    return "http://127.0.0.1:" + serverPort;
  }

  private static int number(Map<String, String> values, String key) {
    return number(key, values.get(key));
  }

  private static int number(String key, String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw wrong(key, value, "a whole number");
    }
  }

  private static LocalException wrong(String key, String value, String wanted) {
    return new LocalException(
        "bad_setting", key + "=" + value + " is not " + wanted, "correct " + key);
  }
}
