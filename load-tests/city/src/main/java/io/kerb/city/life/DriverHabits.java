package io.kerb.city.life;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How drivers behave, as shares of 1.
 *
 * @param goDark of the pauses between errands
 */
public record DriverHabits(
    double decline, double ignore, double cancelAfterAccept, double goDark, double cruise) {

  public static DriverHabits usual() {
    return new DriverHabits(0.05, 0.02, 0.015, 0.01, 0.55);
  }

  /** What a driver does with an offer. */
  sealed interface Choice {
    /** Takes it, after a look. */
    record Accept(Duration after) implements Choice {}

    /** Says no, after a look. */
    record Decline(Duration after) implements Choice {}

    /** Does not look at the phone: the offer expires. */
    record Ignore() implements Choice {}
  }

  Choice choose(RandomGenerator random) {
    Duration after = between(random, 1_000, 4_000);
    double die = random.nextDouble();
    if (die < ignore) {
      return new Choice.Ignore();
    }
    return die < ignore + decline ? new Choice.Decline(after) : new Choice.Accept(after);
  }

  boolean cancels(RandomGenerator random) {
    return random.nextDouble() < cancelAfterAccept;
  }

  boolean goesDark(RandomGenerator random) {
    return random.nextDouble() < goDark;
  }

  boolean cruises(RandomGenerator random) {
    return random.nextDouble() < cruise;
  }

  static Duration pause(RandomGenerator random) {
    return between(random, 20_000, 120_000);
  }

  static Duration darkness(RandomGenerator random) {
    return between(random, 40_000, 100_000);
  }

  static Duration shift(RandomGenerator random) {
    return between(random, 40 * 60_000, 180 * 60_000);
  }

  static Duration rest(RandomGenerator random) {
    return between(random, 3 * 60_000, 12 * 60_000);
  }

  static Duration beforeCancel(RandomGenerator random) {
    return between(random, 4_000, 40_000);
  }

  static Duration between(RandomGenerator random, int lowMs, int highMs) {
    return Duration.ofMillis(random.nextInt(lowMs, highMs + 1));
  }
}
