package io.kerb.dispatch.policy;

import java.time.Duration;

/**
 * Cars on their way to a pickup are matched anew, together with the riders who wait.
 *
 * @param every how often; zero for never
 * @param gainMin what each change of a car must gain in pickup ETA, summed over all riders
 * @param changesMax most changes of one trip's car; 0 for none
 */
public record Rematching(Duration every, Duration gainMin, int changesMax) {
  private static final Duration EVERY_MAX = Duration.ofMinutes(5);
  private static final Duration GAIN_MAX = Duration.ofMinutes(30);
  private static final int CHANGES_MAX = 20;

  public static final Rematching OFF = new Rematching(Duration.ZERO, Duration.ZERO, 0);

  public Rematching {
    DispatchPolicy.requireUpTo("rematching-every", every, EVERY_MAX);
    DispatchPolicy.requireUpTo("rematching-gain-min", gainMin, GAIN_MAX);
    DispatchPolicy.require(
        changesMax >= 0 && changesMax <= CHANGES_MAX,
        "rematching-changes-max",
        changesMax,
        "0 to " + CHANGES_MAX);
  }

  public Rematching withEvery(Duration duration) {
    return new Rematching(duration, gainMin, changesMax);
  }

  public Rematching withGainMin(Duration gain) {
    return new Rematching(every, gain, changesMax);
  }

  public Rematching withChangesMax(int changes) {
    return new Rematching(every, gainMin, changes);
  }

  /** Time is counted in milliseconds: less than one is never. */
  public boolean isOn() {
    return every.toMillis() > 0 && changesMax > 0;
  }
}
