package io.kerb.dispatch.matching;

import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.dispatch.matching.WindowSolver.Solved;
import io.kerb.dispatch.policy.DispatchPolicy;
import io.kerb.dispatch.policy.DispatchPolicy.Solver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WindowSolverTest {
  private static final SparseCosts CONTESTED = contested(200, 150);
  private static final int[] GREEDY = new GreedyAssignment().assign(CONTESTED);
  private static final int[] OPTIMAL = new ShortestPathAssignment().assign(CONTESTED);

  @Test
  void aWindowIsSolvedOptimallyWithinItsBudget() {
    assertSolved(solve(Deadline.NEVER, Solver.OPTIMAL), OPTIMAL, SolvedBy.OPTIMAL);
  }

  @Test
  void aWindowIsSolvedGreedilyWhereThePolicyWantsItSo() {
    assertSolved(solve(Deadline.NEVER, Solver.GREEDY), GREEDY, SolvedBy.GREEDY);
  }

  @Test
  void whenTheDeadlinePassesTheAnswerIsGreedysWheneverThatIs() {
    int looks = looksOfAnUndisturbedSearch();
    assertThat(looks).isGreaterThan(10);
    for (int passes = 0; passes < looks; passes++) {
      assertSolved(
          solve(passingAfter(passes), Solver.OPTIMAL), GREEDY, SolvedBy.GREEDY_AFTER_DEADLINE);
    }
    assertSolved(solve(passingAfter(looks), Solver.OPTIMAL), OPTIMAL, SolvedBy.OPTIMAL);
  }

  @Test
  void theDeadlineIsTheBudgetOfThePolicy() {
    List<Duration> budgets = new ArrayList<>();
    new WindowSolver(
            budget -> {
              budgets.add(budget);
              return Deadline.NEVER;
            })
        .solve(CONTESTED, policy(Solver.OPTIMAL));
    assertThat(budgets).containsExactly(Duration.ofMillis(70));
  }

  private static int looksOfAnUndisturbedSearch() {
    int[] looks = {0};
    solve(
        () -> {
          looks[0]++;
          return false;
        },
        Solver.OPTIMAL);
    return looks[0];
  }

  private static Deadline passingAfter(int looks) {
    int[] left = {looks};
    return () -> left[0]-- <= 0;
  }

  private static Solved solve(Deadline deadline, Solver solver) {
    return new WindowSolver(budget -> deadline).solve(CONTESTED, policy(solver));
  }

  private static void assertSolved(Solved solved, int[] columnOfRow, SolvedBy by) {
    assertThat(solved.by()).isEqualTo(by);
    assertThat(solved.columnOfRow()).isEqualTo(columnOfRow);
  }

  /** Fewer drivers than riders, all near each other: prices rise far. */
  private static SparseCosts contested(int rows, int columns) {
    Random random = new Random(7);
    SparseCosts.Builder costs = new SparseCosts.Builder();
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        if (random.nextInt(5) == 0) {
          costs.pair(column, random.nextInt(200_000));
        }
      }
      costs.endRow();
    }
    return costs.build();
  }

  private static DispatchPolicy policy(Solver solver) {
    return DispatchPolicy.named("test").solver(solver).solverBudget(Duration.ofMillis(70)).build();
  }
}
