package io.kerb.dispatch.matching;

import io.kerb.dispatch.candidate.Candidate;
import io.kerb.dispatch.matching.WindowSolver.Solved;
import io.kerb.dispatch.policy.DispatchPolicy;
import io.kerb.location.api.DriverId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Matches a window's trips with their candidates, all at once. */
public final class Matching {
  private Matching() {}

  /** One match per prospect, in their order; no driver is in two. */
  public static List<Match> match(
      List<Prospect> prospects, DispatchPolicy policy, WindowSolver solver, Instant now) {
    Map<DriverId, Integer> columnOf = new HashMap<>();
    SparseCosts.Builder costs = new SparseCosts.Builder();
    for (Prospect prospect : prospects) {
      Duration waited = prospect.trip().waited(now);
      boolean held = prospect.held().isPresent();
      for (Candidate candidate : prospect.sifted().candidates()) {
        int column = columnOf.computeIfAbsent(candidate.driver(), driver -> columnOf.size());
        long cost = PickupCost.costMs(candidate, waited, policy);
        costs.pair(column, held ? PickupCost.heldMs(cost, candidate, policy) : cost);
      }
      costs.endRow();
    }
    Solved solved = solver.solve(costs.build(), policy);
    int[] columnOfRow = solved.columnOfRow();
    List<Match> matches = new ArrayList<>(prospects.size());
    for (int row = 0; row < columnOfRow.length; row++) {
      matches.add(matchOf(prospects.get(row), columnOfRow[row], columnOf, solved.by()));
    }
    return matches;
  }

  private static Match matchOf(
      Prospect prospect, int column, Map<DriverId, Integer> columnOf, SolvedBy solvedBy) {
    Optional<Candidate> chosen =
        column == Assignment.NONE
            ? Optional.empty()
            : prospect.sifted().candidates().stream()
                .filter(candidate -> columnOf.get(candidate.driver()) == column)
                .findFirst();
    return new Match(prospect, chosen, solvedBy);
  }
}
