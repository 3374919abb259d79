package io.kerb.eta.speed;

import io.kerb.eta.time.TimeModel;
import java.util.Map;
import java.util.TreeMap;

/**
 * Speeds and delays by road class, with what they were learned from.
 *
 * @param classes by OpenStreetMap's name, every class of the prior
 * @param stretches that were used
 * @param hours that they took
 */
public record LearnedSpeeds(Map<String, ClassSpeed> classes, int stretches, double hours) {
  private static final int HASH_DIGITS = 8;

  /**
   * @param cruiseKmh where no posted limit is lower
   * @param limitShare of a posted limit that is driven
   * @param junctionDelayS at a junction that a road of this class leads into
   * @param km seen on this class; the class keeps the prior's values where that is too little
   * @param learned whether these are not the prior's values
   */
  public record ClassSpeed(
      double cruiseKmh, double limitShare, double junctionDelayS, double km, boolean learned) {
    public ClassSpeed {
      requireWithin("cruise_kmh", cruiseKmh, 1, 150);
      requireWithin("limit_share", limitShare, 0.1, 1.5);
      requireWithin("junction_delay_s", junctionDelayS, 0, 120);
    }

    private static void requireWithin(String name, double value, double min, double max) {
      if (!(value >= min && value <= max)) {
        throw new IllegalArgumentException(
            name + " must be " + min + " to " + max + ", but was " + value);
      }
    }
  }

  public LearnedSpeeds {
    classes = Map.copyOf(classes);
    if (classes.isEmpty()) {
      throw new IllegalArgumentException("speeds need at least one road class, but have none");
    }
  }

  /** Names these values: other values have another name, and another contraction hierarchy. */
  public String version() {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(classes)
        .forEach(
            (name, speed) ->
                text.append(name)
                    .append(' ')
                    .append(speed.cruiseKmh)
                    .append(' ')
                    .append(speed.limitShare)
                    .append(' ')
                    .append(speed.junctionDelayS)
                    .append('\n'));
    return "learned-" + hash(text.toString());
  }

  /** FNV-1a with 64 bits, of which the version shows half: it tells tables apart, no more. */
  private static String hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return String.format("%016x", hash).substring(0, HASH_DIGITS);
  }

  /**
   * The prior with these speeds; classes that have none keep the prior's.
   *
   * @throws IllegalArgumentException if the prior does not know a class: a name with a slip of the
   *     pen would else change nothing
   */
  public TimeModel over(TimeModel prior) {
    Map<String, Double> cruiseKmh = new TreeMap<>(prior.cruiseKmh());
    Map<String, Double> limitShares = new TreeMap<>(prior.limitShares());
    Map<String, Double> junctionDelayS = new TreeMap<>(prior.junctionDelayS());
    classes.forEach(
        (name, speed) -> {
          if (cruiseKmh.replace(name, speed.cruiseKmh) == null) {
            throw new IllegalArgumentException(
                "there is no road class '" + name + "'; known are " + prior.cruiseKmh().keySet());
          }
          limitShares.put(name, speed.limitShare);
          junctionDelayS.put(name, speed.junctionDelayS);
        });
    return prior.withSpeeds(version(), cruiseKmh, limitShares, junctionDelayS);
  }
}
