package io.kerb.pricing.heat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kerb.eta.api.PickupEtas;
import io.kerb.location.api.Cell;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.LatLng;
import io.kerb.pricing.surge.SurgeCells;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuggesterTest {
  private static final LatLng HERE = new LatLng(41.15, -8.61);
  private static final Cell HOME = SurgeCells.of(HERE);
  private static final Cell EAST = SurgeCells.of(new LatLng(41.15, -8.585));
  private static final Cell WEST = SurgeCells.of(new LatLng(41.15, -8.635));
  private static final Cell FAR = SurgeCells.of(new LatLng(41.15, -8.40));
  private static final DriverId DRIVER = new DriverId(42);

  private final Map<Cell, Double> expected = new HashMap<>();
  private final Map<Cell, HeatMap.Supply> supply = new HashMap<>();
  private final Map<Cell, Integer> drives = new HashMap<>();
  private final List<Integer> asked = new ArrayList<>();
  private final Suggester suggester = new Suggester(this::etas);

  @Test
  void anIdleDriverIsSentWhereRidersOutnumberCars() {
    cell(HOME, 1, 5, 10);
    cell(EAST, 6, 1, 10);
    drives.put(EAST, 180);

    Suggester.Suggestion suggestion = suggest(DRIVER).orElseThrow();

    assertThat(suggestion.cell().cell()).isEqualTo(EAST);
    assertThat(suggestion.driveTimeS()).isEqualTo(180);
    // A sure ride for four fifths of the time, less the fifth of a ride here.
    assertThat(suggestion.worthMore()).isCloseTo(0.6, within(1e-9));
  }

  @Test
  void whereItIsBestOneStays() {
    cell(HOME, 6, 3, 10);
    cell(EAST, 9, 1, 10);

    assertThat(suggest(DRIVER)).isEmpty();
  }

  @Test
  void aDriveThatCostsTheGainIsNotMade() {
    cell(HOME, 1, 2, 10);
    cell(EAST, 6, 0, 10);
    drives.put(EAST, 500);
    assertThat(suggest(DRIVER)).as("0.44 there, 0.5 here").isEmpty();

    drives.put(EAST, 200);
    assertThat(suggest(DRIVER)).isPresent();
  }

  @Test
  void aPlaceThatCannotBeReachedIsNotSuggested() {
    cell(EAST, 6, 0, 10);
    drives.put(EAST, PickupEtas.UNREACHABLE);

    assertThat(suggest(DRIVER)).isEmpty();
  }

  @Test
  void aHigherPriceDraws() {
    cell(HOME, 6, 3, 10);
    cell(EAST, 9, 1, 15);

    assertThat(suggest(DRIVER)).as("1.5 times four fifths").isPresent();
  }

  @Test
  void driversAreSpreadByWhatTheCellsAreWorth() {
    cell(HOME, 0, 0, 10);
    cell(EAST, 8, 3, 10);
    cell(WEST, 4, 7, 10);
    drives.put(EAST, 0);
    drives.put(WEST, 0);
    int east = 0;
    int drivers = 20_000;
    for (int driver = 1; driver <= drivers; driver++) {
      Cell cell = suggest(new DriverId(driver)).orElseThrow().cell().cell();
      east += cell.equals(EAST) ? 1 : 0;
    }

    assertThat(east / (double) drivers).as("worth 1 and 1/2").isCloseTo(2 / 3.0, within(0.02));
    assertThat(suggest(DRIVER)).as("kept while nothing changes").isEqualTo(suggest(DRIVER));
  }

  @Test
  void aHandfulOfDrivesIsAskedFor() {
    for (int i = 0; i < 30; i++) {
      cell(SurgeCells.of(new LatLng(41.12 + i * 0.002, -8.62 + (i % 5) * 0.012)), 8, 0, 10);
    }
    expected.put(HOME, 0.0);

    suggest(DRIVER);

    assertThat(asked).containsExactly(Suggester.CANDIDATES_MAX);
  }

  @Test
  void theMapShowsWhatIsNearNearestFirst() {
    cell(EAST, 3, 2, 12);
    cell(HOME, 1, 0, 10);
    cell(FAR, 9, 0, 10);
    expected.put(WEST, 0.5);

    List<HeatCell> cells = HeatMap.around(HERE, expected, supply);

    assertThat(cells).extracting(HeatCell::cell).startsWith(HOME).doesNotContain(FAR).hasSize(3);
    assertThat(cells)
        .extracting(HeatCell::distanceM)
        .isSorted()
        .allMatch(distance -> distance <= HeatMap.RADIUS_M);
    HeatCell east = cells.stream().filter(cell -> cell.cell().equals(EAST)).findFirst().get();
    assertThat(east.expectedPerCar()).isEqualTo(1.5);
    assertThat(east.multiplier()).isEqualByComparingTo("1.2");
  }

  private void cell(Cell cell, double requests, int idle, int tenths) {
    expected.put(cell, requests);
    supply.put(cell, new HeatMap.Supply(idle, BigDecimal.valueOf(tenths, 1)));
    drives.putIfAbsent(cell, 180);
  }

  private Optional<Suggester.Suggestion> suggest(DriverId driver) {
    return suggester.suggest(driver, HERE, HeatMap.around(HERE, expected, supply));
  }

  private List<int[]> etas(List<PickupEtas.Question> questions) {
    asked.add(questions.size());
    return questions.stream()
        .map(question -> new int[] {drives.get(SurgeCells.of(question.pickup()))})
        .toList();
  }
}
