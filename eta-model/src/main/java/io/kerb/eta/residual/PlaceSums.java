package io.kerb.eta.residual;

/**
 * What drives of a group (a place, two places, a place and a part of the week) took over the
 * calibrated time, shrunk towards a coarser group where there were few.
 */
public interface PlaceSums {
  /**
   * @param key a group of {@link PlaceKeys}
   * @param coarser the answer of the coarser group
   * @return the mean of the group's log residuals, shrunk
   */
  double shrunk(long key, double coarser);

  /** A group's own drives weigh as much as the coarser group when there are this many. */
  double DRIVES_HALF = 20;

  /** The mean of {@code count} log residuals, shrunk. */
  static double shrunk(double sum, double count, double coarser) {
    return (sum + DRIVES_HALF * coarser) / (count + DRIVES_HALF);
  }
}
