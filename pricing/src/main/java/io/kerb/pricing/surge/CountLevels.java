package io.kerb.pricing.surge;

import io.kerb.location.api.Cell;
import io.kerb.pricing.surge.SurgePolicy.Smoothing;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Counts per unit that do not waver: a count is smoothed with its neighbours and over time, and its
 * level stays where it is until the smoothed count is too far from it to be chance. Then the level
 * follows for a while, and rests again. What is too little for one window shows in the mean of the
 * last hour, whose chance is smaller: it corrects the level once.
 *
 * <p>Of a Poisson process the square root of the count has the same variance at every mean (1/4;
 * Bartlett 1936, with 3/8 added for small counts: Anscombe 1948), so that one distance fits all.
 *
 * <p>For one thread. A unit without an entry counts 0.
 */
final class CountLevels {
  private static final double ANSCOMBE = 3.0 / 8;
  private static final double QUIET = 0.05;

  private final Smoothing smoothing;
  private final SurgeGrid grid;
  private final Map<Cell, Level> levels = new HashMap<>();
  private Instant last;

  CountLevels(Smoothing smoothing, SurgeGrid grid) {
    this.smoothing = smoothing;
    this.grid = grid;
  }

  /** What an earlier owner went by: its level goes on. */
  void restore(Cell unit, double level) {
    levels.put(unit, new Level(level));
  }

  /**
   * @param counts per unit, now
   */
  void observe(Map<Cell, Double> counts, Instant now) {
    boolean isFirst = last == null;
    Duration passed = isFirst ? Duration.ZERO : Duration.between(last, now);
    double keep = keep(smoothing.memory(), passed);
    double keepLong = keep(smoothing.longMemory(), passed);
    last = now;
    for (Cell unit : touched(counts)) {
      double count = smooth(counts, unit);
      levels
          .computeIfAbsent(unit, absent -> isFirst ? fresh(count, now) : new Level(0))
          .observe(count, keep, keepLong, now);
    }
    noticeAround(now);
    levels.values().removeIf(Level::isQuiet);
  }

  double at(Cell unit) {
    Level level = levels.get(unit);
    return level == null ? 0 : level.level;
  }

  Set<Cell> units() {
    return levels.keySet();
  }

  /** Where counts have really changed of late. */
  Set<Cell> settling() {
    Set<Cell> settling = new HashSet<>();
    levels.forEach(
        (unit, level) -> {
          if (last.isBefore(level.settlesUntil)) {
            settling.add(unit);
          }
        });
    return settling;
  }

  private Set<Cell> touched(Map<Cell, Double> counts) {
    Set<Cell> units = new HashSet<>(levels.keySet());
    for (Cell unit : counts.keySet()) {
      units.add(unit);
      units.addAll(grid.neighbours(unit));
    }
    return units;
  }

  /** What is too little for each of some neighbours may be too much for all of them together. */
  private void noticeAround(Instant now) {
    Set<Cell> noticed = new HashSet<>();
    levels.forEach(
        (unit, level) -> {
          double count = level.smoothed;
          double known = level.level;
          for (Cell neighbour : grid.neighbours(unit)) {
            Level beside = levels.get(neighbour);
            count += beside == null ? 0 : beside.smoothed;
            known += beside == null ? 0 : beside.level;
          }
          if (distance(count, known) > smoothing.noticedAround()) {
            noticed.add(unit);
            noticed.addAll(grid.neighbours(unit));
          }
        });
    noticed.stream().map(levels::get).filter(Objects::nonNull).forEach(level -> level.settle(now));
  }

  private static double distance(double count, double level) {
    return Math.abs(Math.sqrt(count + ANSCOMBE) - Math.sqrt(level + ANSCOMBE));
  }

  /** A zone is large enough by itself; to a neighbour it lends the mean of its cells. */
  private double smooth(Map<Cell, Double> counts, Cell unit) {
    double own = counts.getOrDefault(unit, 0.0);
    if (grid.findZone(unit).isPresent()) {
      return own;
    }
    double around = 0;
    for (Cell neighbour : SurgeCells.neighbours(unit)) {
      Cell beside = grid.unitOf(neighbour);
      around += counts.getOrDefault(beside, 0.0) / grid.cellsOf(beside).size() / 4;
    }
    double weight = smoothing.neighbourWeight();
    return (1 - weight) * own + weight * around;
  }

  /** Of what is seen for the first time nobody knows how it was before. */
  private Level fresh(double count, Instant now) {
    Level level = new Level(count);
    level.settlesUntil = now.plus(smoothing.settle());
    return level;
  }

  private static double keep(Duration halfLife, Duration passed) {
    return Math.pow(0.5, (double) passed.toMillis() / halfLife.toMillis());
  }

  private final class Level {
    private double smoothed;
    private double longMean;
    private double level;
    private Instant settlesUntil = Instant.MIN;

    private Level(double level) {
      this.smoothed = level;
      this.longMean = level;
      this.level = level;
    }

    private void observe(double count, double keep, double keepLong, Instant now) {
      smoothed = keep * smoothed + (1 - keep) * count;
      longMean = keepLong * longMean + (1 - keepLong) * smoothed;
      boolean settles = now.isBefore(settlesUntil);
      if (settles) {
        follow();
      } else if (distance(smoothed, level) > smoothing.noticed()) {
        settle(now);
      } else if (distance(longMean, level) > smoothing.noticedLong()) {
        level = longMean;
      }
    }

    private void settle(Instant now) {
      if (!now.isBefore(settlesUntil)) {
        settlesUntil = now.plus(smoothing.settle());
      }
      follow();
    }

    private void follow() {
      level = smoothed;
      longMean = smoothed;
    }

    private boolean isQuiet() {
      return smoothed < QUIET && longMean < QUIET;
    }
  }
}
