package io.kerb.dispatch.matching;

import io.kerb.dispatch.policy.DispatchPolicy;
import io.kerb.dispatch.policy.DispatchPolicy.Solver;
import java.util.Optional;

/**
 * Assigns a window's drivers within the policy's budget: optimally, or greedily when the budget is
 * used up. A late good answer is worth less than a prompt fair one: everybody in the window waits
 * for it, and so does the next.
 */
public final class WindowSolver {
  private final SolverClock clock;

  public WindowSolver(SolverClock clock) {
    this.clock = clock;
  }

  /**
   * @param columnOfRow as {@link Assignment#assign} has it
   */
  public record Solved(int[] columnOfRow, SolvedBy by) {}

  public Solved solve(SparseCosts costs, DispatchPolicy policy) {
    if (policy.solver() == Solver.GREEDY) {
      return new Solved(new GreedyAssignment().assign(costs), SolvedBy.GREEDY);
    }
    Optional<int[]> optimal =
        new ShortestPathAssignment().assignBefore(clock.after(policy.solverBudget()), costs);
    return optimal
        .map(columnOfRow -> new Solved(columnOfRow, SolvedBy.OPTIMAL))
        .orElseGet(
            () -> new Solved(new GreedyAssignment().assign(costs), SolvedBy.GREEDY_AFTER_DEADLINE));
  }
}
