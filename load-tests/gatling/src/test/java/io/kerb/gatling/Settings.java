package io.kerb.gatling;

import java.time.Duration;

/** What the command line says, by {@code -Dname=value}; all of it bounded. */
record Settings(
    String baseUrl, String operatorToken, int drivers, int riders, Duration duration, int radiusM) {

  private static final int DRIVERS_MAX = 5_000;
  private static final int RIDERS_MAX = 50_000;
  private static final int DURATION_MAX_S = 3_600;

  static Settings read() {
    return new Settings(
        System.getProperty("baseUrl", "http://127.0.0.1:8080").replaceAll("/+$", ""),
        readToken(),
        bounded("drivers", 20, DRIVERS_MAX),
        bounded("riders", 40, RIDERS_MAX),
        Duration.ofSeconds(bounded("durationS", 180, DURATION_MAX_S)),
        bounded("radiusM", 1_200, 20_000));
  }

  private static String readToken() {
    String token = System.getProperty("operatorToken", System.getenv("KERB_OPERATOR_TOKEN"));
    if (token == null || token.isBlank()) {
      throw new IllegalArgumentException(
          "an operator's token is needed: -DoperatorToken=… Maybe take the one that 'kerb up' or"
              + " 'kerb demo' printed");
    }
    return token;
  }

  private static int bounded(String name, int otherwise, int most) {
    int value = Integer.getInteger(name, otherwise);
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(name + " must be 1 to " + most + ", but was " + value);
    }
    return value;
  }
}
