package io.kerb.city.roads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoadNetworkPlannerTest {
  private static final int BRIDGES_MIN = 3;
  private static final int BRIDGES_MAX = 5;

  static Stream<CityPlan> plans() {
    return Stream.of(
        new CityPlan(1, 4_000),
        new CityPlan(2, 1_000),
        new CityPlan(3, 2_000),
        new CityPlan(7, 600));
  }

  @ParameterizedTest
  @MethodSource("plans")
  void a_car_can_drive_from_everywhere_to_everywhere(CityPlan plan) {
    RoadGraph graph = RoadNetworkPlanner.draw(plan).graph();
    int[] components = Connection.components(graph, true);
    long strong = graph.roads().stream().map(road -> components[road.from()]).distinct().count();
    assertThat(strong).as("strong components of %s", plan).isEqualTo(1);
    assertThat(graph.roads()).hasSizeGreaterThan(plan.junctions());
  }

  @ParameterizedTest
  @MethodSource("plans")
  void the_city_has_about_the_junctions_asked_for(CityPlan plan) {
    assertThat((double) RoadNetworkPlanner.draw(plan).junctions() / plan.junctions())
        .as("%s", plan)
        .isBetween(0.9, 1.1);
  }

  @ParameterizedTest
  @MethodSource("plans")
  void the_river_has_few_bridges_and_the_banks_need_them(CityPlan plan) {
    CityRoads city = RoadNetworkPlanner.draw(plan);
    RoadGraph graph = city.graph();
    List<Way> overWater =
        city.ways().stream().filter(Way::bridge).filter(way -> isOverWater(city, way)).toList();
    assertThat(overWater).as("%s", plan).hasSizeBetween(BRIDGES_MIN, BRIDGES_MAX);

    RoadGraph withoutBridges =
        graph.rewrite(
            road ->
                city.bridges().isOverWater(graph.node(road.from()), graph.node(road.to()))
                    ? null
                    : road);
    int[] banks = Connection.components(withoutBridges, false);
    assertThat(withoutBridges.roads().stream().map(road -> banks[road.from()]).distinct().count())
        .as("parts of the city without bridges, %s", plan)
        .isGreaterThan(1);
  }

  private static boolean isOverWater(CityRoads city, Way way) {
    RoadGraph graph = city.graph();
    for (int i = 0; i + 1 < way.nodes().size(); i++) {
      if (city.bridges()
          .isOverWater(graph.node(way.nodes().get(i)), graph.node(way.nodes().get(i + 1)))) {
        return true;
      }
    }
    return false;
  }

  @Test
  void every_class_of_road_is_there_and_many_streets_are_one_way_and_some_dead_ends() {
    CityRoads city = RoadNetworkPlanner.draw(new CityPlan(1, 4_000));
    assertThat(city.ways()).extracting(Way::roadClass).contains(RoadClass.values());
    long oneWays =
        city.graph().roads().stream()
            .filter(road -> road.roadClass() == RoadClass.RESIDENTIAL && road.oneWay())
            .count();
    assertThat((double) oneWays / city.graph().roads().size()).isBetween(0.05, 0.4);
    assertThat(Arrays.stream(city.graph().degrees()).filter(degree -> degree == 1).count())
        .isGreaterThan(50);
  }

  @Test
  void the_same_seed_gives_the_same_bytes_and_another_seed_another_city(@TempDir Path directory)
      throws IOException {
    assertThat(bytes(directory, 5)).isEqualTo(bytes(directory, 5));
    assertThat(bytes(directory, 5)).isNotEqualTo(bytes(directory, 6));
  }

  private static byte[] bytes(Path directory, long seed) throws IOException {
    Path file = directory.resolve("city.osm");
    OsmXml.write(RoadNetworkPlanner.draw(new CityPlan(seed, 800)), file);
    return Files.readAllBytes(file);
  }

  @Test
  void a_size_that_cannot_be_drawn_is_refused_with_its_bounds() {
    assertThatThrownBy(() -> new CityPlan(1, 3)).hasMessageContaining("500 to 16000, but was 3");
  }
}
