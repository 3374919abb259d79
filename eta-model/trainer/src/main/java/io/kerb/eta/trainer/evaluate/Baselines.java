package io.kerb.eta.trainer.evaluate;

import io.kerb.eta.residual.WeekHour;
import io.kerb.eta.trainer.trips.FinishedTrip;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one does without roads and without learning, as well as that can be done: every figure is
 * the one with the least absolute error in seconds on its group of trips.
 */
final class Baselines {
  /** Distances of the table: bins that grow by a quarter, from here on. */
  private static final double SHORTEST_M = 300;

  private static final double STEP = 1.25;
  private static final int BINS = 24;

  /** A cell of the table with fewer trips answers with its distance's figure of all hours. */
  private static final int TRIPS_MIN = 10;

  private final ZoneId zone;
  private final double secondsPerM;
  private final Map<Integer, Double> ofDistances = new HashMap<>();
  private final Map<Integer, Double> ofCells = new HashMap<>();

  Baselines(List<FinishedTrip> training, ZoneId zone) {
    this.zone = zone;
    secondsPerM = pace(training);
    Map<Integer, List<FinishedTrip>> byDistance = new HashMap<>();
    Map<Integer, List<FinishedTrip>> byCell = new HashMap<>();
    for (FinishedTrip trip : training) {
      byDistance.computeIfAbsent(distance(trip), key -> new ArrayList<>()).add(trip);
      byCell.computeIfAbsent(cell(trip), key -> new ArrayList<>()).add(trip);
    }
    byDistance.forEach((key, trips) -> putPace(ofDistances, key, trips));
    byCell.forEach((key, trips) -> putPace(ofCells, key, trips));
  }

  /** The same speed for every straight line. */
  double[] oneSpeedS(List<FinishedTrip> trips) {
    return trips.stream().mapToDouble(trip -> secondsPerM * meters(trip)).toArray();
  }

  /** A speed by hour of week and straight distance. */
  double[] hourDistanceTableS(List<FinishedTrip> trips) {
    return trips.stream()
        .mapToDouble(
            trip -> {
              double ofDistance = ofDistances.getOrDefault(distance(trip), secondsPerM);
              return ofCells.getOrDefault(cell(trip), ofDistance) * meters(trip);
            })
        .toArray();
  }

  private int cell(FinishedTrip trip) {
    return WeekHour.of(trip.pickupAt(zone)) * BINS + distance(trip);
  }

  private static int distance(FinishedTrip trip) {
    double bin = Math.log(meters(trip) / SHORTEST_M) / Math.log(STEP);
    return (int) Math.max(0, Math.min(BINS - 1, Math.floor(bin)));
  }

  private static double meters(FinishedTrip trip) {
    return Math.max(1, trip.from().metersTo(trip.to()));
  }

  private static void putPace(Map<Integer, Double> paces, int key, List<FinishedTrip> trips) {
    if (trips.size() >= TRIPS_MIN) {
      paces.put(key, pace(trips));
    }
  }

  /** The median of seconds per meter, weighted by meters. */
  private static double pace(List<FinishedTrip> trips) {
    List<FinishedTrip> byPace = new ArrayList<>(trips);
    byPace.sort(Comparator.comparingDouble(trip -> trip.actualS() / meters(trip)));
    double half = byPace.stream().mapToDouble(Baselines::meters).sum() / 2;
    int middle = 0;
    for (double sum = meters(byPace.get(0)); sum < half; sum += meters(byPace.get(middle))) {
      middle++;
    }
    return byPace.get(middle).actualS() / meters(byPace.get(middle));
  }
}
