package io.kerb.bench.solver;

import java.util.HashSet;
import java.util.Set;
import org.jgrapht.Graph;
import org.jgrapht.alg.matching.MaximumWeightBipartiteMatching;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleWeightedGraph;

/** The assignment as a matching of greatest weight, solved by jgrapht. */
final class JgraphtMatching {
  private final Graph<Integer, DefaultWeightedEdge> graph =
      new SimpleWeightedGraph<>(DefaultWeightedEdge.class);
  private final Set<Integer> riders = new HashSet<>();
  private final Set<Integer> drivers = new HashSet<>();
  private final long aloneMs;

  JgraphtMatching(Instance instance, long aloneMs) {
    this.aloneMs = aloneMs;
    for (int row = 0; row < instance.riders(); row++) {
      graph.addVertex(row);
      riders.add(row);
    }
    for (int driver = 0; driver < instance.drivers(); driver++) {
      graph.addVertex(instance.riders() + driver);
      drivers.add(instance.riders() + driver);
    }
    for (int row = 0; row < instance.riders(); row++) {
      for (int i = 0; i < instance.column()[row].length; i++) {
        DefaultWeightedEdge pair =
            graph.addEdge(row, instance.riders() + instance.column()[row][i]);
        graph.setEdgeWeight(pair, aloneMs - instance.costMs()[row][i]);
      }
    }
  }

  long solve() {
    double gained =
        new MaximumWeightBipartiteMatching<>(graph, riders, drivers).getMatching().getWeight();
    return riders.size() * aloneMs - Math.round(gained);
  }
}
