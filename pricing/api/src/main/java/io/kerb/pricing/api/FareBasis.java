package io.kerb.pricing.api;

import java.util.List;

/**
 * What of a ride its fare is made of. With the rules and the multiplier it gives the same fare
 * again at any time, without map or clock.
 *
 * @param distanceM along the way
 * @param durationS that is charged; what the rider is shown may be another estimate
 * @param stops between pickup and drop-off
 * @param surcharges that the way made due
 */
public record FareBasis(long distanceM, long durationS, int stops, List<Surcharge> surcharges) {
  public FareBasis {
    surcharges = List.copyOf(surcharges);
    if (distanceM < 0 || durationS < 0 || stops < 0) {
      throw new IllegalArgumentException(
          "a fare needs distance, duration and stops of at least 0, but got "
              + distanceM
              + " m, "
              + durationS
              + " s, "
              + stops);
    }
  }

  /** A way straight to the drop-off that nothing is charged extra for. */
  public static FareBasis direct(long distanceM, long durationS) {
    return new FareBasis(distanceM, durationS, 0, List.of());
  }
}
