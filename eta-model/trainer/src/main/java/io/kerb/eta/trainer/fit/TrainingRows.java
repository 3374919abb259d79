package io.kerb.eta.trainer.fit;

import io.kerb.eta.residual.Calibration;
import io.kerb.eta.residual.Feature;
import io.kerb.eta.residual.FeatureRows;
import io.kerb.eta.residual.LiveResiduals;
import io.kerb.eta.residual.PlaceTable;
import io.kerb.eta.residual.WeekHour;
import io.kerb.eta.trainer.trips.RoutedTrip;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What the trees are trained on: a row for each trip, as the model would have seen it on that day
 * had it been trained on all other days. So no trip sees its own duration, nor that of trips it
 * shared a wreck with, except as live residuals of those that had finished before.
 */
final class TrainingRows {
  private final Calibration calibration;
  private final PlaceTable sums;
  private final float[] rows;
  private final float[] targets;
  private final double[] calibratedS;
  private final Folds folds;

  /**
   * @param trips ordered by pickup
   * @param without sources whose columns stay empty
   */
  TrainingRows(List<RoutedTrip> trips, ZoneId zone, Set<Feature.Source> without) {
    folds = new Folds(trips, zone);
    ZonedDateTime[] at =
        trips.stream().map(trip -> trip.trip().pickupAt(zone)).toArray(ZonedDateTime[]::new);
    CalibrationSums[] ofFolds = calibrationSums(trips, at);
    CalibrationSums all = new CalibrationSums();
    for (CalibrationSums fold : ofFolds) {
      all.addAll(fold);
    }
    calibration = all.calibration();
    Calibration[] others = new Calibration[ofFolds.length];
    for (int fold = 0; fold < others.length; fold++) {
      others[fold] = all.without(ofFolds[fold]).calibration();
    }
    targets = new float[trips.size()];
    calibratedS = new double[trips.size()];
    PlaceFit places = new PlaceFit(folds.count());
    for (int i = 0; i < targets.length; i++) {
      RoutedTrip trip = trips.get(i);
      int weekHour = WeekHour.of(at[i]);
      calibratedS[i] = others[folds.of(i)].secondsOf(trip.drive().emptyRoadS(), weekHour);
      targets[i] = (float) Math.log(trip.trip().actualS() / Math.max(1, calibratedS[i]));
      places.add(folds.of(i), trip.trip().from(), trip.trip().to(), weekHour, targets[i]);
    }
    sums = places.table();
    rows = new float[trips.size() * Feature.COUNT];
    writeRows(trips, at, places);
    blank(without);
  }

  private CalibrationSums[] calibrationSums(List<RoutedTrip> trips, ZonedDateTime[] at) {
    CalibrationSums[] ofFolds = new CalibrationSums[folds.count()];
    for (int fold = 0; fold < ofFolds.length; fold++) {
      ofFolds[fold] = new CalibrationSums();
    }
    for (int i = 0; i < at.length; i++) {
      RoutedTrip trip = trips.get(i);
      ofFolds[folds.of(i)].add(
          WeekHour.of(at[i]), trip.drive().emptyRoadS(), trip.trip().actualS());
    }
    return ofFolds;
  }

  private void writeRows(List<RoutedTrip> trips, ZonedDateTime[] at, PlaceFit places) {
    LiveResiduals live = new LiveResiduals();
    int[] byEnd =
        IntStream.range(0, trips.size())
            .boxed()
            .sorted(Comparator.comparingLong(i -> trips.get(i).trip().dropoffS()))
            .mapToInt(Integer::intValue)
            .toArray();
    int heard = 0;
    for (int i = 0; i < trips.size(); i++) {
      RoutedTrip trip = trips.get(i);
      while (trips.get(byEnd[heard]).trip().dropoffS() <= trip.trip().pickupS()) {
        RoutedTrip over = trips.get(byEnd[heard]);
        live.add(
            Instant.ofEpochSecond(over.trip().dropoffS()),
            over.trip().from(),
            over.trip().to(),
            targets[byEnd[heard]]);
        heard++;
      }
      new FeatureRows(at[i], places.without(folds.of(i)), live.at(at[i].toInstant()))
          .write(trip.drive(), calibratedS[i], rows, i * Feature.COUNT);
    }
  }

  private void blank(Set<Feature.Source> without) {
    for (Feature feature : Feature.values()) {
      if (without.contains(feature.source())) {
        for (int at = feature.ordinal(); at < rows.length; at += Feature.COUNT) {
          rows[at] = Float.NaN;
        }
      }
    }
  }

  int size() {
    return targets.length;
  }

  /** {@link Feature#COUNT} columns each, in the order of the trips. */
  float[] rows() {
    return rows;
  }

  /** Log of actual over calibrated seconds. */
  float[] targets() {
    return targets;
  }

  /** By a calibration that did not know the trip's fold. */
  double calibratedS(int trip) {
    return calibratedS[trip];
  }

  Folds folds() {
    return folds;
  }

  /** Of all trips. */
  Calibration calibration() {
    return calibration;
  }

  /** Of all trips. */
  PlaceTable sums() {
    return sums;
  }
}
