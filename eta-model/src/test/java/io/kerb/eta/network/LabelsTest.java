package io.kerb.eta.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.graphhopper.routing.Dijkstra;
import com.graphhopper.routing.Path;
import com.graphhopper.routing.util.TraversalMode;
import io.kerb.eta.time.TimeModel;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelsTest {
  private static final double ROUNDING_S = 0.01;

  @TempDir static java.nio.file.Path directory;
  private static RoadGraph graph;
  private final Labels labels = new Labels(graph.hierarchy());

  @BeforeAll
  static void open() {
    java.nio.file.Path osm = new TinyCity(9).write(directory.resolve("city.osm"));
    graph = new GraphCache(directory.resolve("cache")).open(osm, TimeModel.urban());
  }

  @AfterAll
  static void close() {
    graph.close();
  }

  @Test
  void twoLabelsMeetOnTheFastestWay() {
    for (int from = 0; from < junctions(); from++) {
      for (int to = 0; to < junctions(); to++) {
        double met = meet(labels.out(from), labels.in(to));
        Path path =
            new Dijkstra(graph.roads(), graph.weighting(), TraversalMode.NODE_BASED)
                .calcPath(from, to);
        if (path.isFound()) {
          assertThat(met).as("%d to %d", from, to).isCloseTo(path.getWeight(), within(ROUNDING_S));
        } else {
          assertThat(met).as("%d to %d", from, to).isInfinite();
        }
      }
    }
  }

  @Test
  void aLabelIsSearchedOnce() {
    assertThat(labels.out(3)).isSameAs(labels.out(3));
    assertThat(labels.in(3)).isSameAs(labels.in(3)).isNotSameAs(labels.out(3));
  }

  @Test
  void whatIsKeptHasABoundAndForgettingChangesNoLabel() {
    int entriesMax = 60;
    Labels forgetful = new Labels(graph.hierarchy(), entriesMax);
    for (int round = 0; round < 2; round++) {
      for (int junction = 0; junction < junctions(); junction++) {
        Label known = labels.out(junction);
        Label again = forgetful.out(junction);
        assertThat(again.junctions()).containsExactly(known.junctions());
        assertThat(again.seconds()).containsExactly(known.seconds());
        assertThat(forgetful.entries()).isLessThanOrEqualTo(entriesMax);
      }
    }
    assertThat(labels.entries()).isGreaterThan(entriesMax);
  }

  private static double meet(Label from, Label to) {
    Map<Integer, Float> rest = new HashMap<>();
    for (int i = 0; i < to.size(); i++) {
      rest.put(to.junctions()[i], to.seconds()[i]);
    }
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < from.size(); i++) {
      best =
          Math.min(
              best,
              from.seconds()[i] + rest.getOrDefault(from.junctions()[i], Float.POSITIVE_INFINITY));
    }
    return best;
  }

  private static int junctions() {
    return graph.roads().getNodes();
  }
}
