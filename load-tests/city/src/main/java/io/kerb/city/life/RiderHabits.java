package io.kerb.city.life;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How riders behave, as shares of 1. */
public record RiderHabits(
    double cancel, double rate, double listen, double surgeTaken, double lookAround) {

  public static RiderHabits usual() {
    return new RiderHabits(0.01, 0.7, 0.5, 1.4, 0.3);
  }

  /** Above the surge that all take, each tenth more turns one in eight away. */
  boolean rejects(double surge, RandomGenerator random) {
    return random.nextDouble() < (surge - surgeTaken) * 1.25;
  }

  boolean cancels(RandomGenerator random) {
    return random.nextDouble() < cancel;
  }

  boolean rates(RandomGenerator random) {
    return random.nextDouble() < rate;
  }

  /** True: by the event stream; false: by asking every few seconds, as some apps do. */
  boolean listens(RandomGenerator random) {
    return random.nextDouble() < listen;
  }

  boolean looksAround(RandomGenerator random) {
    return random.nextDouble() < lookAround;
  }

  int stars(RandomGenerator random) {
    double die = random.nextDouble();
    return die < 0.78 ? 5 : die < 0.93 ? 4 : die < 0.97 ? 3 : die < 0.99 ? 2 : 1;
  }

  /** From the car's arrival to the rider's getting in. */
  static Duration boarding(RandomGenerator random) {
    return DriverHabits.between(random, 2_000, 20_000);
  }

  static Duration thinking(RandomGenerator random) {
    return DriverHabits.between(random, 500, 4_000);
  }

  static Duration beforeCancel(RandomGenerator random) {
    return DriverHabits.between(random, 5_000, 60_000);
  }
}
