package io.kerb.eta.residual;

/**
 * Names of groups of drives, as 64-bit numbers. Two groups share one by chance only: among a
 * million groups with a probability of one in 30 million.
 */
final class PlaceKeys {
  private static final long FROM = 1;
  private static final long TO = 2;
  private static final long PAIR = 3;
  private static final long PAIR_BAND = 4;
  private static final long FROM_BAND = 5;
  private static final long TO_BAND = 6;

  private PlaceKeys() {}

  static long end(boolean from, long cell) {
    return mixed(from ? FROM : TO, cell, 0);
  }

  static long endInBand(boolean from, long cell, int band) {
    return mixed(from ? FROM_BAND : TO_BAND, cell, band);
  }

  static long pair(long fromCell, long toCell) {
    return mixed(PAIR, fromCell, toCell);
  }

  static long pairInBand(long fromCell, long toCell, int band) {
    return mixed(PAIR_BAND, mixed(PAIR, fromCell, toCell), band);
  }

  /** The finalizer of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014, section 4), twice; never 0. */
  private static long mixed(long kind, long first, long second) {
    long mixed = finish(finish(first + kind * 0x9E3779B97F4A7C15L) + second);
    return mixed == 0 ? 1 : mixed;
  }

  private static long finish(long bits) {
    long z = bits;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
