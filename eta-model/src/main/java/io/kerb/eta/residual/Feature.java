package io.kerb.eta.residual;

/**
 * The columns of a row that the trees see, in their order. An artifact names those it was trained
 * with; another list is another version.
 */
public enum Feature {
  LOG_CALIBRATED_S(Source.NETWORK),
  LOG_EMPTY_ROAD_S(Source.NETWORK),
  EMPTY_ROAD_S_PER_M(Source.NETWORK),
  LOG_STRAIGHT_M(Source.PLACES),
  EAST_M(Source.PLACES),
  NORTH_M(Source.PLACES),
  BEARING(Source.PLACES),
  FROM_LAT(Source.PLACES),
  FROM_LNG(Source.PLACES),
  FROM_DIAGONAL(Source.PLACES),
  FROM_CROSS_DIAGONAL(Source.PLACES),
  TO_LAT(Source.PLACES),
  TO_LNG(Source.PLACES),
  TO_DIAGONAL(Source.PLACES),
  TO_CROSS_DIAGONAL(Source.PLACES),
  HOUR_OF_WEEK(Source.TIME),
  HOUR_OF_DAY(Source.TIME),
  WEEKEND(Source.TIME),
  LIVE_SHORT(Source.LIVE),
  LIVE_HOUR(Source.LIVE),
  LIVE_LONG(Source.LIVE),
  LIVE_FROM(Source.LIVE),
  LIVE_TO(Source.LIVE),
  FROM_12(Source.CELLS),
  FROM_13(Source.CELLS),
  FROM_14(Source.CELLS),
  FROM_15(Source.CELLS),
  FROM_IN_BAND(Source.CELLS),
  TO_12(Source.CELLS),
  TO_13(Source.CELLS),
  TO_14(Source.CELLS),
  TO_15(Source.CELLS),
  TO_IN_BAND(Source.CELLS),
  PAIR_11(Source.CELLS),
  PAIR_12(Source.CELLS),
  PAIR_13(Source.CELLS),
  PAIR_14(Source.CELLS),
  PAIR_12_IN_BAND(Source.CELLS);

  /** Where a feature comes from; an ablation leaves out a whole source. */
  public enum Source {
    NETWORK,
    PLACES,
    TIME,
    LIVE,
    CELLS
  }

  /** How many columns a row has. */
  public static final int COUNT = values().length;

  private final Source source;

  Feature(Source source) {
    this.source = source;
  }

  public Source source() {
    return source;
  }
}
