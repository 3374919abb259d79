package io.kerb.eta.api;

import java.util.Optional;

/**
 * How long a drive will take, in whole seconds: one number does not serve every purpose.
 *
 * @param medianS half of such drives are faster: for display and matching
 * @param meanS what such drives take on average: for prices, which must come out right in sum
 * @param range what may be promised; empty where nothing was learned of it
 */
public record DriveTime(long medianS, long meanS, Optional<Range> range) {

  /**
   * Eight of ten such drives end within.
   *
   * @param p10S one in ten is faster
   * @param p90S one in ten is slower
   */
  public record Range(long p10S, long p90S) {}

  /** Where there is one number for every purpose. */
  public static DriveTime of(long seconds) {
    return new DriveTime(seconds, seconds, Optional.empty());
  }
}
