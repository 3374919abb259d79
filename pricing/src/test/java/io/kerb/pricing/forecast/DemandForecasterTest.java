package io.kerb.pricing.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kerb.location.api.Cell;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.LongToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemandForecasterTest {
  private static final int CELLS = 6;
  private static final long MONDAY = TestDemand.MONDAY;

  private final DemandHistory history = new DemandHistory();
  private final DemandForecaster forecaster = new DemandForecaster(history);

  @Test
  void theWeekThatWasLearnedComesAgain() {
    days(MONDAY, 14, day -> 1.0, new Random(1));
    long saturday = MONDAY + 19;
    days(MONDAY + 14, 5, day -> 1.0, new Random(2));
    forecaster.learnUntil(saturday);
    long evening = saturday * SlotTime.PER_DAY + 4 * 18;
    fill(saturday * SlotTime.PER_DAY, evening, 1, new Random(3));
    history.advanceTo(evening);

    for (int cell = 0; cell < CELLS; cell++) {
      double truth = TestDemand.usual(cell, evening);
      assertThat(of(cell).usual()).as("cell " + cell).isCloseTo(truth, within(0.25 * truth));
      assertThat(of(cell).next()).as("cell " + cell).isCloseTo(truth, within(0.3 * truth));
      assertThat(of(cell).expected()).hasSize(DemandForecaster.HORIZONS);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theModelIsNearerThanTheProfileAndTheLastSlot(long seed) {
    Random moods = new Random(seed);
    Random random = new Random(seed + 100);
    LongToDoubleFunction mood = day -> 0.5 + moods.nextDouble();
    days(MONDAY, 14, mood, random);
    forecaster.learnUntil(MONDAY + 14);
    double[] errors = new double[3];
    for (long day = MONDAY + 14; day < MONDAY + 17; day++) {
      double today = mood.applyAsDouble(day);
      for (long slot = day * SlotTime.PER_DAY; slot < (day + 1) * SlotTime.PER_DAY; slot++) {
        history.advanceTo(slot);
        List<CellForecast> forecasts = forecaster.forecast();
        fill(slot, slot + 1, today, random);
        for (CellForecast forecast : forecasts) {
          int count = history.count(forecast.cell(), slot);
          errors[0] += Math.abs(forecast.next() - count);
          errors[1] += Math.abs(forecast.usual() - count);
          errors[2] += Math.abs(forecast.last() - count);
        }
      }
    }

    assertThat(errors[0]).as("seed " + seed).isLessThan(0.93 * errors[1]);
    assertThat(errors[0]).as("seed " + seed).isLessThan(0.85 * errors[2]);
  }

  @Test
  void aNewCityIsExpectedToGoOnAsItBegan() {
    long begin = MONDAY * SlotTime.PER_DAY + 40;
    for (long slot = begin; slot < begin + 8; slot++) {
      history.add(TestDemand.cell(0), slot, 6);
    }
    history.advanceTo(begin + 8);

    assertThat(of(0).next()).isCloseTo(6, within(0.5));
  }

  @Test
  void aDayThatNobodyCountedIsNoQuietDay() {
    days(MONDAY, 3, day -> 1.0, new Random(1));
    // The server was off for eleven days.
    days(MONDAY + 14, 1, day -> 1.0, new Random(2));
    long tuesday = MONDAY + 15;
    history.advanceTo(tuesday * SlotTime.PER_DAY + 72);
    forecaster.learnUntil(tuesday);

    double truth = TestDemand.usual(5, tuesday * SlotTime.PER_DAY + 72);
    assertThat(of(5).usual()).isCloseTo(truth, within(0.3 * truth));
  }

  @Test
  void whatIsToComeChangesNothing() {
    days(MONDAY, 9, day -> 1.0, new Random(1));
    forecaster.learnUntil(MONDAY + 9);
    List<CellForecast> before = forecaster.forecast();
    history.add(TestDemand.cell(0), history.next(), 500);

    assertThat(forecaster.forecast()).isEqualTo(before);
  }

  @Test
  void theSameHistoryGivesTheSameForecast() {
    days(MONDAY, 9, day -> 1.0, new Random(7));
    forecaster.learnUntil(MONDAY + 9);
    DemandHistory copy = new DemandHistory();
    List<Cell> cells = new ArrayList<>(history.cells());
    Collections.reverse(cells);
    for (long slot = MONDAY * SlotTime.PER_DAY; slot < history.next(); slot++) {
      for (Cell cell : cells) {
        if (history.count(cell, slot) > 0) {
          copy.add(cell, slot, history.count(cell, slot));
        }
      }
    }
    copy.advanceTo(history.next());
    DemandForecaster second = new DemandForecaster(copy);
    second.learnUntil(MONDAY + 9);

    assertThat(second.forecast()).isEqualTo(forecaster.forecast());
  }

  @Test
  void withoutAnyRequestNothingIsForecast() {
    forecaster.learnUntil(MONDAY);
    assertThat(forecaster.forecast()).isEmpty();

    history.advanceTo(MONDAY * SlotTime.PER_DAY);
    forecaster.learnUntil(MONDAY);
    assertThat(forecaster.forecast()).isEmpty();
  }

  private void days(long first, int count, LongToDoubleFunction mood, Random random) {
    for (long day = first; day < first + count; day++) {
      fill(day * SlotTime.PER_DAY, (day + 1) * SlotTime.PER_DAY, mood.applyAsDouble(day), random);
    }
    history.advanceTo((first + count) * SlotTime.PER_DAY);
  }

  private void fill(long from, long to, double mood, Random random) {
    for (long slot = from; slot < to; slot++) {
      for (int cell = 0; cell < CELLS; cell++) {
        int count = TestDemand.poisson(mood * TestDemand.usual(cell, slot), random);
        if (count > 0) {
          history.add(TestDemand.cell(cell), slot, count);
        }
      }
    }
  }

  private CellForecast of(int cell) {
    assertThat(IntStream.range(0, CELLS).mapToObj(TestDemand::cell).distinct()).hasSize(CELLS);
    return forecaster.forecast().stream()
        .filter(forecast -> forecast.cell().equals(TestDemand.cell(cell)))
        .findFirst()
        .orElseThrow();
  }
}
