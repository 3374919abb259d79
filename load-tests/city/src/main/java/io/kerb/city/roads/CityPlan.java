package io.kerb.city.roads;

/**
 * What the planner is asked for. The same plan always gives the same city.
 *
 * @param junctions about how many places where three or more roads meet
 */
public record CityPlan(long seed, int junctions) {
  /** The side of a city with {@link #FULL_JUNCTIONS} junctions. */
  static final double FULL_SIDE_M = 7_000;

  static final int FULL_JUNCTIONS = 4_000;

  public static final int JUNCTIONS_MIN = 500;
  public static final int JUNCTIONS_MAX = 16_000;

  public CityPlan {
    if (junctions < JUNCTIONS_MIN || junctions > JUNCTIONS_MAX) {
      throw new IllegalArgumentException(
          "junctions must be "
              + JUNCTIONS_MIN
              + " to "
              + JUNCTIONS_MAX
              + ", but was "
              + junctions
              + ". Maybe try 4000");
    }
  }

  /** Density is a city's habit, so that more junctions mean a greater city, not a finer mesh. */
  double sideM() {
    return FULL_SIDE_M * Math.sqrt((double) junctions / FULL_JUNCTIONS);
  }

  double scale() {
    return sideM() / FULL_SIDE_M;
  }
}
