package io.kerb.pricing.forecast;

import io.kerb.location.api.Cell;
import io.kerb.location.api.TripId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** One market's demand, from requests to what is to be published. For one thread. */
public final class MarketDemand {
  /** A slot's last events are still on their way when it ends. */
  static final Duration SETTLE = Duration.ofSeconds(10);

  /** A day is saved when nothing of it can come any more, but for a long outage. */
  static final Duration SAVE_AFTER = Duration.ofMinutes(30);

  /** Trips known by name per day; beyond it a repeated event counts twice. */
  static final int TRIPS_MAX = 300_000;

  /** A cell with less in every slot of the hour, and nothing in the last, is not told. */
  private static final double TOLD_MIN = 0.05;

  private final SlotTime time;
  private final DemandHistory history = new DemandHistory();
  private final DemandForecaster forecaster = new DemandForecaster(history);
  private final Set<Long> savedDays;
  private final TreeMap<Long, Set<Long>> tripsByDay = new TreeMap<>();
  private final Map<Cell, Double> told = new HashMap<>();
  private long toldSlot = Long.MIN_VALUE;

  /**
   * What a new slot publishes.
   *
   * @param gone were told before and are quiet now
   */
  public record Update(List<CellDemand> entries, List<Cell> gone) {}

  /**
   * @param saved whole days, as {@link DemandDays} has them; their events may come again
   */
  public MarketDemand(SlotTime time, SortedMap<Long, Map<Cell, int[]>> saved) {
    this.time = time;
    this.savedDays = new HashSet<>(saved.keySet());
    saved.forEach(
        (day, cells) ->
            cells.forEach(
                (cell, counts) -> {
                  for (int slot = 0; slot < SlotTime.PER_DAY; slot++) {
                    if (counts[slot] > 0) {
                      history.add(cell, day * SlotTime.PER_DAY + slot, counts[slot]);
                    }
                  }
                }));
  }

  /**
   * Somebody asked for a car here; counted once per trip, however often its event arrives.
   *
   * @param now a request from a clock that is ahead counts as now, lest it move the others' time
   */
  public void requested(TripId trip, Cell cell, Instant at, Instant now) {
    long slot = time.slotOf(at.isAfter(now) ? now : at);
    long day = SlotTime.dayOf(slot);
    if (savedDays.contains(day)) {
      return;
    }
    Set<Long> trips = tripsByDay.computeIfAbsent(day, unseen -> new HashSet<>());
    long name = trip.value().getMostSignificantBits() ^ trip.value().getLeastSignificantBits();
    if (trips.size() >= TRIPS_MAX || trips.add(name)) {
      history.add(cell, slot);
    }
    // Events come nearly in order: of days before yesterday none will.
    tripsByDay.headMap(tripsByDay.lastKey() - 1).clear();
  }

  /** Once per slot, some seconds after it began, or at once when nothing was told yet. */
  public boolean isDue(Instant now) {
    return time.slotOf(now.minus(SETTLE)) > toldSlot;
  }

  /** Forecasts the hour that began with the slot of now; learns first if a day has ended. */
  public Update tick(Instant now) {
    Instant settled = now.minus(SETTLE);
    long slot = time.slotOf(settled);
    boolean lastWasTold = toldSlot == slot - 1;
    toldSlot = slot;
    history.advanceTo(slot);
    if (forecaster.learnedUntilDay() != SlotTime.dayOf(slot)) {
      forecaster.learnUntil(SlotTime.dayOf(slot));
    }
    long slotS = SlotTime.SLOT.toSeconds();
    Instant begin = Instant.ofEpochSecond(settled.getEpochSecond() / slotS * slotS);
    List<CellDemand> entries = new ArrayList<>();
    for (CellForecast forecast : forecaster.forecast()) {
      if (isWorthTelling(forecast)) {
        // What was not worth telling was as good as nothing.
        double before = told.getOrDefault(forecast.cell(), 0.0);
        OptionalDouble last = lastWasTold ? OptionalDouble.of(before) : OptionalDouble.empty();
        entries.add(new CellDemand(begin, forecast, last));
      }
    }
    Set<Cell> gone = new HashSet<>(told.keySet());
    told.clear();
    entries.forEach(entry -> told.put(entry.cell(), entry.forecast().next()));
    gone.removeAll(told.keySet());
    return new Update(entries, List.copyOf(gone));
  }

  private static boolean isWorthTelling(CellForecast forecast) {
    return forecast.last() > 0 || forecast.expected().stream().anyMatch(mean -> mean >= TOLD_MIN);
  }

  /** Days that ended a while ago, that were counted from their begin, and that nobody saved yet. */
  public List<Long> listUnsavedDays(Instant now) {
    long today = SlotTime.dayOf(time.slotOf(now.minus(SAVE_AFTER)));
    List<Long> days = new ArrayList<>();
    for (long day = today - DemandHistory.DAYS; day < today; day++) {
      if (!savedDays.contains(day)) {
        days.add(day);
      }
    }
    return days;
  }

  /** A day's requests by cell; cells without any are left out. */
  public Map<Cell, int[]> counts(long day) {
    Map<Cell, int[]> counts = new HashMap<>();
    for (Cell cell : history.cells()) {
      int[] slots = new int[SlotTime.PER_DAY];
      int requests = 0;
      for (int slot = 0; slot < SlotTime.PER_DAY; slot++) {
        slots[slot] = history.count(cell, day * SlotTime.PER_DAY + slot);
        requests += slots[slot];
      }
      if (requests > 0) {
        counts.put(cell, slots);
      }
    }
    return counts;
  }

  public void saved(long day) {
    savedDays.add(day);
    savedDays.removeIf(old -> old < day - DemandHistory.DAYS);
  }
}
