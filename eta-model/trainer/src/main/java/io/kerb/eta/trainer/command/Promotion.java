package io.kerb.eta.trainer.command;

import io.kerb.eta.trainer.evaluate.Scores;
import java.util.Optional;

/** Whether a model may take over: only if it is better than what would answer without it. */
sealed interface Promotion {
  /** P10 to P90 should hold 80% of the trips; a promise that is off by more is none. */
  double COVERAGE_MIN = 0.70;

  double COVERAGE_MAX = 0.90;

  String reason();

  /** It takes over. */
  record Promoted(String reason) implements Promotion {}

  /** It does not; what is in use stays. */
  record Refused(String reason) implements Promotion {}

  /**
   * @param baseline the best of what one does without a model
   * @param current the model in use on the same trips; empty if there is none that can be read
   */
  static Promotion decide(
      Scores candidate, double coverage, Scores baseline, Optional<Scores> current) {
    if (candidate.maeS() >= baseline.maeS()) {
      return new Refused(
          "its MAE is %.1f s, and without a model it is %.1f s; maybe there are too few trips"
              .formatted(candidate.maeS(), baseline.maeS()));
    }
    if (!(coverage >= COVERAGE_MIN && coverage <= COVERAGE_MAX)) {
      return new Refused(
          "%.1f%% of the trips were between its P10 and P90, and %.0f to %.0f%% may be; maybe the"
                  .formatted(100 * coverage, 100 * COVERAGE_MIN, 100 * COVERAGE_MAX)
              + " last days were unlike the others");
    }
    if (current.isPresent() && candidate.maeS() >= current.get().maeS()) {
      return new Refused(
          "its MAE is %.1f s, and the model in use has %.1f s on the same trips"
              .formatted(candidate.maeS(), current.get().maeS()));
    }
    return new Promoted(
        current
            .map(
                used ->
                    "its MAE is %.1f s, and the model in use had %.1f s on the same trips"
                        .formatted(candidate.maeS(), used.maeS()))
            .orElse(
                "its MAE is %.1f s, and without a model it is %.1f s"
                    .formatted(candidate.maeS(), baseline.maeS())));
  }
}
