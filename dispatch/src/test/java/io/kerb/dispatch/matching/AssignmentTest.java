package io.kerb.dispatch.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jgrapht.alg.matching.MaximumWeightBipartiteMatching;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleWeightedGraph;
import org.junit.jupiter.api.Test;

class AssignmentTest {
  private record Total(int matched, long cost) {}

  @Test
  void optimalEqualsBruteForceOnEverySmallInstance() {
    for (long seed = 0; seed < 3_000; seed++) {
      SparseCosts costs = random(seed, 6, 6, 0.5);
      assertThat(total(costs, new ShortestPathAssignment().assign(costs)))
          .as("seed %s", seed)
          .isEqualTo(bruteForce(costs, 0, new HashSet<>()));
    }
  }

  @Test
  void optimalEqualsJgraphtOnLargerInstances() {
    for (long seed = 0; seed < 15; seed++) {
      SparseCosts costs = random(seed, 80, 60, 0.1);
      assertThat(total(costs, new ShortestPathAssignment().assign(costs)))
          .as("seed %s", seed)
          .isEqualTo(jgrapht(costs));
    }
  }

  @Test
  void greedyIsAMatchingAndNeverBetter() {
    for (long seed = 0; seed < 500; seed++) {
      SparseCosts costs = random(seed, 12, 10, 0.4);
      Total greedy = total(costs, new GreedyAssignment().assign(costs));
      Total optimal = total(costs, new ShortestPathAssignment().assign(costs));
      assertThat(greedy.matched()).as("seed %s", seed).isLessThanOrEqualTo(optimal.matched());
      if (greedy.matched() == optimal.matched()) {
        assertThat(greedy.cost()).as("seed %s", seed).isGreaterThanOrEqualTo(optimal.cost());
      }
    }
  }

  @Test
  void noRequestsAndRequestsWithoutCandidatesAreServedByNobody() {
    Assignment optimal = new ShortestPathAssignment();
    assertThat(optimal.assign(new SparseCosts.Builder().build())).isEmpty();
    assertThat(optimal.assign(new SparseCosts.Builder().endRow().endRow().build()))
        .containsExactly(Assignment.NONE, Assignment.NONE);
  }

  @Test
  void equalCostsGiveTheSameAnswerEachTime() {
    SparseCosts.Builder builder = new SparseCosts.Builder();
    for (int row = 0; row < 5; row++) {
      for (int column = 0; column < 5; column++) {
        builder.pair(column, 7);
      }
      builder.endRow();
    }
    SparseCosts costs = builder.build();
    assertThat(new ShortestPathAssignment().assign(costs))
        .isEqualTo(new ShortestPathAssignment().assign(costs));
  }

  private static SparseCosts random(long seed, int rowsMax, int columnsMax, double density) {
    Random random = new Random(seed);
    int rows = 1 + random.nextInt(rowsMax);
    int columns = 1 + random.nextInt(columnsMax);
    SparseCosts.Builder builder = new SparseCosts.Builder();
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        if (random.nextDouble() < density) {
          builder.pair(column, random.nextInt(200) - 60);
        }
      }
      builder.endRow();
    }
    return builder.build();
  }

  private static Total total(SparseCosts costs, int[] columnOfRow) {
    Set<Integer> taken = new HashSet<>();
    int matched = 0;
    long sum = 0;
    for (int row = 0; row < costs.rows(); row++) {
      if (columnOfRow[row] != Assignment.NONE) {
        assertThat(taken.add(columnOfRow[row])).as("each column once").isTrue();
        matched++;
        sum += costOf(costs, row, columnOfRow[row]);
      }
    }
    return new Total(matched, sum);
  }

  private static long costOf(SparseCosts costs, int row, int column) {
    for (int pair = costs.rowStart(row); pair < costs.rowStart(row + 1); pair++) {
      if (costs.column(pair) == column) {
        return costs.cost(pair);
      }
    }
    throw new AssertionError("row " + row + " has no pair with column " + column);
  }

  private static Total bruteForce(SparseCosts costs, int row, Set<Integer> taken) {
    if (row == costs.rows()) {
      return new Total(0, 0);
    }
    Total best = bruteForce(costs, row + 1, taken);
    for (int pair = costs.rowStart(row); pair < costs.rowStart(row + 1); pair++) {
      if (taken.add(costs.column(pair))) {
        Total rest = bruteForce(costs, row + 1, taken);
        Total with = new Total(rest.matched() + 1, rest.cost() + costs.cost(pair));
        if (with.matched() > best.matched()
            || (with.matched() == best.matched() && with.cost() < best.cost())) {
          best = with;
        }
        taken.remove(costs.column(pair));
      }
    }
    return best;
  }

  /** Most matched first, then the least cost: a weight that no sum of costs outdoes. */
  private static Total jgrapht(SparseCosts costs) {
    double bonus = 1e6;
    SimpleWeightedGraph<String, DefaultWeightedEdge> graph =
        new SimpleWeightedGraph<>(DefaultWeightedEdge.class);
    Set<String> rows = new HashSet<>();
    Set<String> columns = new HashSet<>();
    for (int row = 0; row < costs.rows(); row++) {
      rows.add("r" + row);
      graph.addVertex("r" + row);
    }
    for (int column = 0; column < costs.columns(); column++) {
      columns.add("c" + column);
      graph.addVertex("c" + column);
    }
    for (int row = 0; row < costs.rows(); row++) {
      for (int pair = costs.rowStart(row); pair < costs.rowStart(row + 1); pair++) {
        DefaultWeightedEdge edge = graph.addEdge("r" + row, "c" + costs.column(pair));
        graph.setEdgeWeight(edge, bonus - costs.cost(pair));
      }
    }
    List<DefaultWeightedEdge> matching =
        new ArrayList<>(
            new MaximumWeightBipartiteMatching<>(graph, rows, columns).getMatching().getEdges());
    double cost = matching.stream().mapToDouble(e -> bonus - graph.getEdgeWeight(e)).sum();
    return new Total(matching.size(), Math.round(cost));
  }
}
