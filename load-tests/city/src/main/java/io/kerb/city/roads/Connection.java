package io.kerb.city.roads;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/** Makes a network in which a car can drive from everywhere to everywhere. */
final class Connection {
  private Connection() {}

  /**
   * Keeps the greatest connected part, then opens one-way streets to both directions where cars
   * would be trapped, until there is one strong component.
   */
  static RoadGraph connect(RoadGraph graph) {
    int[] parts = components(graph, false);
    int greatest = greatest(parts);
    RoadGraph connected = graph.rewrite(road -> parts[road.from()] == greatest ? road : null);
    while (true) {
      int[] strong = components(connected, true);
      long trapped =
          connected.roads().stream().filter(r -> strong[r.from()] != strong[r.to()]).count();
      if (trapped == 0) {
        return connected;
      }
      connected =
          connected.rewrite(
              road -> strong[road.from()] != strong[road.to()] ? road.twoWay() : road);
    }
  }

  private static int greatest(int[] parts) {
    int[] sizes = new int[parts.length];
    int greatest = 0;
    for (int part : parts) {
      if (++sizes[part] > sizes[greatest]) {
        greatest = part;
      }
    }
    return greatest;
  }

  /** A component's number per node. Directed: Kosaraju's two passes; else one flood. */
  static int[] components(RoadGraph graph, boolean directed) {
    List<List<Road>> byNode = graph.roadsByNode();
    int[] order = directed ? finishOrder(graph, byNode) : null;
    int[] component = new int[graph.nodes()];
    Arrays.fill(component, -1);
    int count = 0;
    for (int i = 0; i < graph.nodes(); i++) {
      int start = directed ? order[graph.nodes() - 1 - i] : i;
      if (component[start] >= 0) {
        continue;
      }
      Deque<Integer> open = new ArrayDeque<>(List.of(start));
      component[start] = count;
      while (!open.isEmpty()) {
        int node = open.pop();
        for (Road road : byNode.get(node)) {
          // The second pass drives backwards.
          boolean passable = !directed || !road.oneWay() || road.to() == node;
          int next = road.other(node);
          if (passable && component[next] < 0) {
            component[next] = count;
            open.push(next);
          }
        }
      }
      count++;
    }
    return component;
  }

  private static int[] finishOrder(RoadGraph graph, List<List<Road>> byNode) {
    boolean[] seen = new boolean[graph.nodes()];
    int[] position = new int[graph.nodes()];
    List<Integer> finished = new ArrayList<>();
    for (int start = 0; start < graph.nodes(); start++) {
      if (seen[start]) {
        continue;
      }
      Deque<Integer> path = new ArrayDeque<>(List.of(start));
      seen[start] = true;
      while (!path.isEmpty()) {
        int node = path.peek();
        List<Road> roads = byNode.get(node);
        if (position[node] == roads.size()) {
          finished.add(path.pop());
          continue;
        }
        Road road = roads.get(position[node]++);
        int next = road.other(node);
        if ((!road.oneWay() || road.from() == node) && !seen[next]) {
          seen[next] = true;
          path.push(next);
        }
      }
    }
    return finished.stream().mapToInt(Integer::intValue).toArray();
  }
}
