package io.kerb.eta.trainer.evaluate;

import io.kerb.eta.residual.Drive;
import io.kerb.eta.residual.Estimate;
import io.kerb.eta.residual.EtaModel;
import io.kerb.eta.residual.LiveResiduals;
import io.kerb.eta.trainer.trips.FinishedTrip;
import io.kerb.eta.trainer.trips.RoutedTrip;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;

/**
 * A model's scores on trips it has not seen, each asked as a server would ask, at its pickup, when
 * only the trips that had finished by then were heard of.
 *
 * @param median of the median estimates
 * @param compact of the compact trees' medians
 * @param calibrated of the calibration alone
 * @param p10ToP90Coverage share of the trips between P10 and P90
 * @param meanBiasShare sum of the mean estimates over the sum of what was driven, less one
 */
public record ModelScores(
    Scores median,
    Scores compact,
    Scores calibrated,
    double p10ToP90Coverage,
    double meanBiasShare) {

  /**
   * @param before trips up to the first of {@code trips}, which a running server would have heard
   *     of
   * @param trips ordered by pickup
   */
  public static ModelScores of(
      EtaModel model, List<RoutedTrip> before, List<RoutedTrip> trips, ZoneId zone) {
    Run run = new Run(model, zone, trips);
    run.hearOf(before);
    return run.scores();
  }

  private static final class Run {
    /** Live residuals reach back three hours. */
    private static final long HEARD_S = 4 * 3600;

    private final EtaModel model;
    private final ZoneId zone;
    private final List<RoutedTrip> trips;
    private final List<RoutedTrip> byEnd;
    private final LiveResiduals live = new LiveResiduals();
    private final double[] medians;
    private final double[] compacts;
    private final double[] calibrated;
    private double covered;
    private double meanSum;
    private double actualSum;

    Run(EtaModel model, ZoneId zone, List<RoutedTrip> trips) {
      this.model = model;
      this.zone = zone;
      this.trips = trips;
      this.byEnd =
          trips.stream().sorted(Comparator.comparingLong(trip -> trip.trip().dropoffS())).toList();
      this.medians = new double[trips.size()];
      this.compacts = new double[trips.size()];
      this.calibrated = new double[trips.size()];
    }

    void hearOf(List<RoutedTrip> before) {
      long first = trips.get(0).trip().pickupS();
      before.stream()
          .filter(trip -> trip.trip().dropoffS() > first - HEARD_S)
          .filter(trip -> trip.trip().dropoffS() <= first)
          .sorted(Comparator.comparingLong(trip -> trip.trip().dropoffS()))
          .forEach(this::hear);
    }

    ModelScores scores() {
      int heard = 0;
      for (int i = 0; i < medians.length; i++) {
        FinishedTrip trip = trips.get(i).trip();
        while (byEnd.get(heard).trip().dropoffS() <= trip.pickupS()) {
          hear(byEnd.get(heard++));
        }
        ask(i, trips.get(i).drive(), trip);
      }
      List<Integer> actuals = trips.stream().map(trip -> trip.trip().actualS()).toList();
      return new ModelScores(
          Scores.of(actuals, medians),
          Scores.of(actuals, compacts),
          Scores.of(actuals, calibrated),
          covered / medians.length,
          meanSum / actualSum - 1);
    }

    private void ask(int i, Drive drive, FinishedTrip trip) {
      ZonedDateTime at = trip.pickupAt(zone);
      Estimate estimate = model.estimate(drive, at, live);
      medians[i] = estimate.medianS();
      compacts[i] = model.compactMedianOfEachS(List.of(drive), at, live)[0];
      calibrated[i] = model.calibratedS(drive, at);
      covered += estimate.p10S() <= trip.actualS() && trip.actualS() <= estimate.p90S() ? 1 : 0;
      meanSum += estimate.meanS();
      actualSum += trip.actualS();
    }

    private void hear(RoutedTrip over) {
      FinishedTrip trip = over.trip();
      live.add(
          Instant.ofEpochSecond(trip.dropoffS()),
          trip.from(),
          trip.to(),
          model.logResidual(over.drive(), trip.pickupAt(zone), trip.actualS()));
    }
  }
}
