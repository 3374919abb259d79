package io.kerb.eta.trainer.fit;

import io.kerb.eta.residual.EtaModel;
import io.kerb.eta.residual.Feature;
import io.kerb.eta.residual.Origin;
import io.kerb.eta.residual.Trees;
import io.kerb.eta.trainer.trips.RoutedTrip;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Learns a model: calibration, sums by place, trees, and the spread around them. */
public final class ModelFit {
  /** Fewer trips say nothing about 168 hours. */
  public static final int TRIPS_MIN = 200;

  /** The error of unseen trips is rehearsed on so many parts. */
  private static final int REHEARSALS = 3;

  private final List<RoutedTrip> trips;
  private final TrainingPlan plan;
  private final TrainingRows rows;
  private final float[] weights;

  private ModelFit(List<RoutedTrip> trips, ZoneId zone, TrainingPlan plan) {
    this.trips = trips;
    this.plan = plan;
    this.rows = new TrainingRows(trips, zone, plan.without());
    this.weights = weights(rows);
  }

  /**
   * @param trips ordered by pickup
   * @param roads names the network the trips were routed on
   */
  public static EtaModel fit(List<RoutedTrip> trips, ZoneId zone, String roads, long seed) {
    return fit(trips, zone, roads, TrainingPlan.standard(trips.size(), seed));
  }

  /**
   * A cheaper model whose median alone is meant: to be compared with others of its kind.
   *
   * @param without sources of features that no tree may ask about
   */
  public static EtaModel fitForAblation(
      List<RoutedTrip> trips, ZoneId zone, long seed, Set<Feature.Source> without) {
    return fit(trips, zone, "ablation", TrainingPlan.ablation(seed, without));
  }

  static EtaModel fit(List<RoutedTrip> trips, ZoneId zone, String roads, TrainingPlan plan) {
    if (trips.size() < TRIPS_MIN) {
      throw new IllegalArgumentException(
          "a model needs "
              + TRIPS_MIN
              + " trips on the network at least, but there are "
              + trips.size()
              + "; maybe the network is of another city");
    }
    return new ModelFit(trips, zone, plan).model(roads);
  }

  private EtaModel model(String roads) {
    float[] errors = rehearsedErrors();
    float[] sizes = new float[errors.length];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = Math.abs(errors[i]);
    }
    Trees deviation = plan.deviation().train(rows.rows(), sizes, weights);
    return new EtaModel(
        origin(roads),
        rows.calibration(),
        rows.sums(),
        plan.median().train(rows.rows(), rows.targets(), weights),
        plan.compact().train(rows.rows(), rows.targets(), weights),
        deviation,
        new SpreadFit(trips, errors, scores(deviation, rows.rows(), errors.length)).spread());
  }

  /** What trees miss on trips of days they did not see: log of actual over median seconds. */
  private float[] rehearsedErrors() {
    float[] errors = new float[rows.size()];
    for (int part = 0; part < REHEARSALS; part++) {
      Part unseen = new Part(part, true);
      Part seen = new Part(part, false);
      Trees trees = plan.rehearsal().train(seen.rows(), seen.targets(), seen.weights());
      double[] medians = scores(trees, unseen.rows(), unseen.trips.length);
      for (int i = 0; i < medians.length; i++) {
        int trip = unseen.trips[i];
        errors[trip] = (float) (rows.targets()[trip] - medians[i]);
      }
    }
    return errors;
  }

  private static double[] scores(Trees trees, float[] rows, int count) {
    double[] scores = new double[count];
    trees.score(rows, Feature.COUNT, count, scores);
    return scores;
  }

  /**
   * An error of 20% is twice as many seconds on a drive of twice the length. Weights between "all
   * ratios alike" and "all seconds alike" serve both the seconds and the shares.
   */
  private static float[] weights(TrainingRows rows) {
    float[] weights = new float[rows.size()];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) Math.sqrt(Math.max(1, rows.calibratedS(i)));
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= (float) (weights.length / sum);
    }
    return weights;
  }

  private Origin origin(String roads) {
    return new Origin(
        trips.size(),
        Instant.ofEpochSecond(trips.get(0).trip().pickupS()),
        Instant.ofEpochSecond(trips.get(trips.size() - 1).trip().pickupS()),
        roads);
  }

  /** The trips of some days, or of all others. */
  private final class Part {
    private final int[] trips;

    Part(int part, boolean inside) {
      trips =
          IntStream.range(0, rows.size())
              .filter(i -> (rows.folds().of(i) % REHEARSALS == part) == inside)
              .toArray();
    }

    float[] rows() {
      float[] all = rows.rows();
      float[] mine = new float[trips.length * Feature.COUNT];
      for (int i = 0; i < trips.length; i++) {
        System.arraycopy(all, trips[i] * Feature.COUNT, mine, i * Feature.COUNT, Feature.COUNT);
      }
      return mine;
    }

    float[] targets() {
      return pick(rows.targets());
    }

    float[] weights() {
      return pick(weights);
    }

    private float[] pick(float[] all) {
      float[] mine = new float[trips.length];
      for (int i = 0; i < trips.length; i++) {
        mine[i] = all[trips[i]];
      }
      return mine;
    }
  }
}
