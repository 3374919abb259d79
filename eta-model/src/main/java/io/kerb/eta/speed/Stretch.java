package io.kerb.eta.speed;

import io.kerb.eta.match.Step;
import io.kerb.eta.network.Walk;
import java.util.ArrayList;
import java.util.List;

/**
 * A piece of a ride, long enough that an error of both its ends' positions weighs little.
 *
 * @param durationS as it really took
 * @param walk what was driven
 */
public record Stretch(long startedS, long durationS, Walk walk) {
  /** At 30 km/h 1.5 km; an end that is wrong by 30 m is then 2% of it. */
  static final long DURATION_MIN_S = 180;

  /** Slower over a whole stretch, the car waited for somebody and not for the traffic. */
  static final double SPEED_MIN_MPS = 1;

  /**
   * @param chain steps that follow each other without a break
   */
  public static List<Stretch> cut(List<Step> chain) {
    List<Stretch> stretches = new ArrayList<>();
    Stretch open = null;
    for (Step step : chain) {
      open =
          open == null
              ? new Stretch(step.startedS(), step.durationS(), step.walk())
              : new Stretch(
                  open.startedS, open.durationS + step.durationS(), open.walk.plus(step.walk()));
      if (open.durationS >= DURATION_MIN_S) {
        if (open.walk.meters() >= SPEED_MIN_MPS * open.durationS) {
          stretches.add(open);
        }
        open = null;
      }
    }
    return stretches;
  }
}
