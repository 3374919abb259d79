package io.kerb.dispatch.matching;

import io.kerb.dispatch.candidate.Candidate;
import java.util.Optional;

/** Who should fetch a rider, as this window sees it; empty if nobody. */
public record Match(Prospect prospect, Optional<Candidate> chosen, SolvedBy solvedBy) {
  /** The same, of a window that was too large with the cars on their way. */
  public Match withoutCarsOnTheirWay() {
    return solvedBy == SolvedBy.OPTIMAL
        ? new Match(prospect, chosen, SolvedBy.OPTIMAL_WITHOUT_CARS_ON_THEIR_WAY)
        : this;
  }
}
