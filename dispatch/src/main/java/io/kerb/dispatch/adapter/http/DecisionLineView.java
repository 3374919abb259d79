package io.kerb.dispatch.adapter.http;

import io.kerb.dispatch.adapter.cassandra.DecisionLine;
import io.kerb.dispatch.adapter.cassandra.DecisionLine.Chosen;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/**
 * A decision in a list.
 *
 * @param chosenDriverId missing if nobody was chosen, like the two that follow from it
 * @param candidates how many eligible drivers were weighed
 */
@Introspected
public record DecisionLineView(
    String tripId,
    Instant decidedAt,
    @Nullable String chosenDriverId,
    @Nullable Integer pickupEtaS,
    int candidates,
    long waitedS,
    @Nullable String offerId) {

  /** The newest first. */
  @Introspected
  public record Page(List<DecisionLineView> decisions) {}

  static DecisionLineView of(DecisionLine line) {
    return new DecisionLineView(
        line.trip().toString(),
        line.decidedAt(),
        line.chosen().map(chosen -> chosen.driver().toString()).orElse(null),
        line.chosen().map(Chosen::pickupEtaS).orElse(null),
        line.candidates(),
        line.waited().toSeconds(),
        line.chosen().map(Chosen::offerId).orElse(null));
  }
}
