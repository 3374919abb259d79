package io.kerb.eta.time;

import java.time.DayOfWeek;
import java.time.ZonedDateTime;
import java.util.Map;

/**
 * How long a car takes: a versioned value.
 *
 * <p>A stretch of road costs its length at the class's cruising speed (or the posted limit, if
 * lower) and a delay at the junction it ends in. These are fixed, because the contraction hierarchy
 * is computed for them. The hour multiplies whole routes afterwards: it changes how long a way
 * takes, not which way is best.
 *
 * @param version names the table in the cache; a changed table needs a new one
 * @param cruiseKmh by OpenStreetMap's road class; a class that is absent is closed to cars
 * @param limitShares of the posted limit that is driven over a whole stretch, by class; absent
 *     means {@link #POSTED_LIMIT_FACTOR}
 * @param junctionDelayS by the class of the road that leads into the junction; absent means none
 * @param weekdayFactors by hour of the local day, 24 values, 1.0 for an empty road
 * @param weekendFactors likewise
 */
public record TimeModel(
    String version,
    Map<String, Double> cruiseKmh,
    Map<String, Double> limitShares,
    Map<String, Double> junctionDelayS,
    double[] weekdayFactors,
    double[] weekendFactors) {

  /** Ramps are driven slower than the road they belong to. */
  public static final double LINK_FACTOR = 0.6;

  /** Drivers keep a little below the posted limit, over a whole stretch. */
  public static final double POSTED_LIMIT_FACTOR = 0.9;

  private static final int HOURS = 24;

  public TimeModel {
    if (!version.matches("[a-z0-9-]{1,32}")) {
      throw new IllegalArgumentException(
          "a time model's version is 1 to 32 of a-z, 0-9 and '-', but was '" + version + "'");
    }
    cruiseKmh = Map.copyOf(cruiseKmh);
    limitShares = Map.copyOf(limitShares);
    junctionDelayS = Map.copyOf(junctionDelayS);
    weekdayFactors = checkFactors(weekdayFactors);
    weekendFactors = checkFactors(weekendFactors);
  }

  /**
   * Urban defaults, before anything is learned: European and American inner cities by day, where a
   * trip averages 20 to 30 km/h.
   */
  public static TimeModel urban() {
    return new TimeModel(
        "urban-1",
        Map.ofEntries(
            Map.entry("motorway", 88.0),
            Map.entry("trunk", 70.0),
            Map.entry("primary", 48.0),
            Map.entry("secondary", 44.0),
            Map.entry("tertiary", 38.0),
            Map.entry("unclassified", 34.0),
            Map.entry("residential", 28.0),
            Map.entry("road", 28.0),
            Map.entry("living_street", 12.0),
            Map.entry("service", 15.0),
            Map.entry("track", 12.0)),
        Map.of(),
        Map.ofEntries(
            Map.entry("trunk", 2.0),
            Map.entry("primary", 4.5),
            Map.entry("secondary", 4.5),
            Map.entry("tertiary", 4.0),
            Map.entry("unclassified", 4.0),
            Map.entry("residential", 4.0),
            Map.entry("road", 4.0),
            Map.entry("living_street", 3.0),
            Map.entry("service", 4.0)),
        new double[] {
          0.92, 0.90, 0.89, 0.89, 0.90, 0.94, 1.02, 1.15, 1.22, 1.16, 1.10, 1.10,
          1.13, 1.12, 1.12, 1.17, 1.24, 1.28, 1.22, 1.12, 1.04, 1.00, 0.97, 0.94
        },
        new double[] {
          0.94, 0.93, 0.92, 0.90, 0.89, 0.89, 0.90, 0.92, 0.95, 1.00, 1.05, 1.09,
          1.12, 1.12, 1.11, 1.10, 1.10, 1.09, 1.07, 1.05, 1.02, 1.00, 0.98, 0.96
        });
  }

  /** How much of a posted limit is driven on roads of this class. */
  public double limitShare(String roadClass) {
    return limitShares.getOrDefault(roadClass, POSTED_LIMIT_FACTOR);
  }

  /** The same hours over other speeds. */
  public TimeModel withSpeeds(
      String otherVersion,
      Map<String, Double> otherCruiseKmh,
      Map<String, Double> otherLimitShares,
      Map<String, Double> otherJunctionDelayS) {
    return new TimeModel(
        otherVersion,
        otherCruiseKmh,
        otherLimitShares,
        otherJunctionDelayS,
        weekdayFactors,
        weekendFactors);
  }

  /** What the hour makes of a route's empty-road time. */
  public double factor(ZonedDateTime localTime) {
    DayOfWeek day = localTime.getDayOfWeek();
    boolean weekend = day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY;
    return (weekend ? weekendFactors : weekdayFactors)[localTime.getHour()];
  }

  private static double[] checkFactors(double[] factors) {
    if (factors.length != HOURS) {
      throw new IllegalArgumentException("24 hours need 24 factors, but got " + factors.length);
    }
    for (double factor : factors) {
      if (!(factor > 0.1 && factor < 10)) {
        throw new IllegalArgumentException("a factor must be 0.1 to 10, but was " + factor);
      }
    }
    return factors.clone();
  }
}
