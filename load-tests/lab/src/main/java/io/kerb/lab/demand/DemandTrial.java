package io.kerb.lab.demand;

import io.kerb.location.api.Cell;
import io.kerb.pricing.forecast.CellForecast;
import io.kerb.pricing.forecast.DemandForecaster;
import io.kerb.pricing.forecast.DemandHistory;
import io.kerb.pricing.forecast.SlotTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Forecasts every slot of the test from what is known when it begins, and compares. Learns from the
 * training only: of the test, just the live level is seen, as the slots go by.
 */
final class DemandTrial {
  /** A cell with fewer pickups a day in the training is not judged. */
  static final double PICKUPS_PER_DAY_MIN = 50;

  private final SlotTime time;
  private final List<Pickup> train;
  private final List<Pickup> test;
  private final long trainBegin;
  private final long testBegin;
  private final long testEnd;

  /**
   * @param train ordered by time, not empty; ends before the test begins
   */
  DemandTrial(SlotTime time, List<Pickup> train, List<Pickup> test) {
    this.time = time;
    this.train = train;
    this.test = test;
    this.trainBegin = time.slotOf(train.get(0).at());
    this.testBegin = time.slotOf(test.get(0).at());
    this.testEnd = time.slotOf(test.get(test.size() - 1).at()) + 1;
    long trainEnd = time.slotOf(train.get(train.size() - 1).at());
    if (trainEnd >= testBegin) {
      throw new IllegalArgumentException(
          "the training's last pickup ("
              + train.get(train.size() - 1).at()
              + ") is not before the slot of the test's first ("
              + test.get(0).at()
              + "); maybe the files are in the wrong order, or overlap");
    }
    if (SlotTime.dayOf(testBegin) - SlotTime.dayOf(trainBegin) > DemandHistory.DAYS) {
      throw new IllegalArgumentException(
          "the training begins more than "
              + DemandHistory.DAYS
              + " days before the test, which is all that is learned from; maybe cut it to begin"
              + " later than "
              + train.get(0).at());
    }
  }

  DemandReport run() {
    DemandHistory history = new DemandHistory();
    train.forEach(pickup -> history.add(pickup.cell(), time.slotOf(pickup.at())));
    history.advanceTo(testBegin);
    // A training that ends within a day has taught that part of the day, too.
    long learnUntilDay = SlotTime.dayOf(testBegin + SlotTime.PER_DAY - 1);
    DemandForecaster forecaster = new DemandForecaster(history);
    forecaster.learnUntil(learnUntilDay);
    HourOfWeek hourOfWeek = new HourOfWeek(history, trainBegin, testBegin);
    Set<Cell> judged = judgedCells();
    DemandReport report = new DemandReport(judged.size(), (int) (testEnd - testBegin));
    Map<Long, List<Pickup>> bySlot = bySlot();
    List<DemandReport.Ahead> open = new ArrayList<>();
    for (long slot = testBegin; slot < testEnd; slot++) {
      history.advanceTo(slot);
      List<CellForecast> forecasts = forecaster.forecast();
      bySlot
          .getOrDefault(slot, List.of())
          .forEach(pickup -> history.add(pickup.cell(), slotOf(pickup)));
      for (CellForecast forecast : forecasts) {
        if (judged.contains(forecast.cell())) {
          report.compare(
              forecast, hourOfWeek.at(forecast.cell(), slot), history.count(forecast.cell(), slot));
          open.add(new DemandReport.Ahead(forecast, slot));
        }
      }
    }
    open.forEach(ahead -> report.compareAhead(ahead, history, testEnd));
    return report;
  }

  private long slotOf(Pickup pickup) {
    return time.slotOf(pickup.at());
  }

  private Map<Long, List<Pickup>> bySlot() {
    Map<Long, List<Pickup>> bySlot = new HashMap<>();
    test.forEach(
        pickup -> bySlot.computeIfAbsent(slotOf(pickup), slot -> new ArrayList<>()).add(pickup));
    return bySlot;
  }

  private Set<Cell> judgedCells() {
    double days =
        SlotTime.dayOf(slotOf(train.get(train.size() - 1))) - SlotTime.dayOf(trainBegin) + 1;
    Map<Cell, Integer> pickups = new HashMap<>();
    train.forEach(pickup -> pickups.merge(pickup.cell(), 1, Integer::sum));
    pickups.values().removeIf(count -> count / days < PICKUPS_PER_DAY_MIN);
    if (pickups.isEmpty()) {
      throw new IllegalArgumentException(
          "no cell has "
              + (int) PICKUPS_PER_DAY_MIN
              + " pickups a day in the training; maybe the file is too small");
    }
    return Set.copyOf(pickups.keySet());
  }
}
