package io.kerb.eta.trainer.evaluate;

import io.kerb.eta.residual.Feature.Source;
import java.util.List;
import java.util.Set;

/**
 * A model that must do without something.
 *
 * @param name as reported
 * @param onRoads whether it has the network's seconds, or only straight lines
 * @param without sources of features it does not see
 */
public record Ablation(String name, boolean onRoads, Set<Source> without) {
  public static final Ablation NOTHING = new Ablation("all", true, Set.of());

  static List<Ablation> list() {
    return List.of(
        NOTHING,
        new Ablation("without_network", false, Set.of()),
        new Ablation("without_live_residuals", true, Set.of(Source.LIVE)),
        new Ablation("without_s2_encodings", true, Set.of(Source.CELLS)),
        new Ablation("without_coordinates", true, Set.of(Source.PLACES)),
        new Ablation(
            "without_coordinates_and_s2_encodings", true, Set.of(Source.PLACES, Source.CELLS)));
  }
}
