package io.kerb.bench.solver;

import com.google.ortools.Loader;
import com.google.ortools.graph.MinCostFlow;
import com.google.ortools.graph.MinCostFlowBase;

/** The assignment as a flow of least cost, solved by OR-Tools (cost scaling, C++). */
final class OrToolsFlow {
  static {
    Loader.loadNativeLibraries();
  }

  private final MinCostFlow flow;

  OrToolsFlow(Instance instance, long aloneMs) {
    int source = instance.riders() + instance.drivers();
    int sink = source + 1;
    flow = new MinCostFlow();
    for (int row = 0; row < instance.riders(); row++) {
      flow.addArcWithCapacityAndUnitCost(source, row, 1, 0);
      flow.addArcWithCapacityAndUnitCost(row, sink, 1, aloneMs);
      for (int i = 0; i < instance.column()[row].length; i++) {
        int driver = instance.riders() + instance.column()[row][i];
        flow.addArcWithCapacityAndUnitCost(row, driver, 1, instance.costMs()[row][i]);
      }
    }
    for (int driver = 0; driver < instance.drivers(); driver++) {
      flow.addArcWithCapacityAndUnitCost(instance.riders() + driver, sink, 1, 0);
    }
    flow.setNodeSupply(source, instance.riders());
    flow.setNodeSupply(sink, -instance.riders());
  }

  long solve() {
    MinCostFlowBase.Status status = flow.solve();
    if (status != MinCostFlowBase.Status.OPTIMAL) {
      throw new IllegalStateException("OR-Tools ended with " + status);
    }
    return flow.getOptimalCost();
  }
}
