package io.kerb.eta.speed;

import io.kerb.eta.network.Walk.ClassTime;
import io.kerb.eta.speed.LearnedSpeeds.ClassSpeed;
import io.kerb.eta.time.TimeModel;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Learns by how much each part of the time model (a class's cruising time, its time under posted
 * limits, its junctions' delay) must be stretched to explain the stretches: a linear regression of
 * actual over expected time, whose coefficients are 1 where the prior is right. They are drawn to
 * what is known (the prior; after a first match, what that taught) as if {@value #PRIOR_STRETCHES}
 * stretches had shown it (ridge), kept within bounds of the prior, and a class with little evidence
 * keeps the prior. Huber's weights (Robust Statistics, 1981, section 7.8) keep stops and wrong
 * matches from counting fully. The hour's factor is taken out of the actual times first, so that
 * the weights stay those of an empty road.
 */
public final class SpeedFit {
  /** Stretches of which a class is a tenth at least; fewer are too little evidence. */
  static final int EVIDENCE_STRETCHES_MIN = 100;

  static final double EVIDENCE_SHARE_MIN = 0.1;
  static final double PRIOR_STRETCHES = 20;
  static final double DRIVE_MIN = 0.6;
  static final double DRIVE_MAX = 2.5;

  /** Not 0: a delay that is gone could not come back when the ways are matched again. */
  static final double DELAY_MIN = 0.1;

  static final double DELAY_MAX = 4;

  private static final int PARTS = 3;
  private static final int DELAY = 2;
  private static final int ROUNDS = 12;
  private static final double HUBER_DEVIATIONS = 1.345;
  private static final double DEVIATION_OF_MEDIAN = 1.4826;

  private final TimeModel prior;
  private final ZoneId zone;

  public SpeedFit(TimeModel prior, ZoneId zone) {
    this.prior = prior;
    this.zone = zone;
  }

  /**
   * @param stretches with ways as another model sees them
   * @param seenBy that model: the prior, or what was learned by an earlier match
   */
  public LearnedSpeeds learn(List<Stretch> stretches, TimeModel seenBy) {
    List<String> classes = List.copyOf(new TreeMap<>(prior.cruiseKmh()).keySet());
    double[] inPrior = inPrior(classes, seenBy);
    double[][] parts = new double[stretches.size()][];
    double[] actual = new double[stretches.size()];
    for (int i = 0; i < actual.length; i++) {
      Stretch stretch = stretches.get(i);
      parts[i] = shares(stretch, classes, inPrior);
      double factor = prior.factor(Instant.ofEpochSecond(stretch.startedS()).atZone(zone));
      actual[i] = stretch.durationS() / factor / stretch.walk().seconds();
    }
    boolean[] free = evident(parts, classes.size());
    return speeds(classes, free, fit(parts, actual, free, known(inPrior)), stretches);
  }

  /** What a second of the other model's is in the prior's, for each class and part. */
  private double[] inPrior(List<String> classes, TimeModel seenBy) {
    double[] ratios = new double[classes.size() * PARTS];
    for (int c = 0; c < classes.size(); c++) {
      String name = classes.get(c);
      double delayS = seenBy.junctionDelayS().getOrDefault(name, 0.0);
      ratios[c * PARTS] = seenBy.cruiseKmh().get(name) / prior.cruiseKmh().get(name);
      ratios[c * PARTS + 1] = seenBy.limitShare(name) / prior.limitShare(name);
      ratios[c * PARTS + DELAY] =
          delayS == 0 ? 0 : prior.junctionDelayS().getOrDefault(name, 0.0) / delayS;
    }
    return ratios;
  }

  /** Of the time that the other model expects, what each class and part makes by the prior. */
  private static double[] shares(Stretch stretch, List<String> classes, double[] inPrior) {
    double[] shares = new double[classes.size() * PARTS];
    for (int c = 0; c < classes.size(); c++) {
      ClassTime time = stretch.walk().byClass().get(classes.get(c));
      if (time != null) {
        shares[c * PARTS] = time.cruiseS() / stretch.walk().seconds();
        shares[c * PARTS + 1] = time.limitedS() / stretch.walk().seconds();
        shares[c * PARTS + DELAY] = time.delayS() / stretch.walk().seconds();
      }
    }
    for (int part = 0; part < shares.length; part++) {
      shares[part] *= inPrior[part];
    }
    return shares;
  }

  private static boolean[] evident(double[][] parts, int classes) {
    boolean[] evident = new boolean[classes];
    for (int c = 0; c < classes; c++) {
      int first = c * PARTS;
      long seen =
          Arrays.stream(parts)
              .filter(row -> row[first] + row[first + 1] + row[first + DELAY] >= EVIDENCE_SHARE_MIN)
              .count();
      evident[c] = seen >= EVIDENCE_STRETCHES_MIN;
    }
    return evident;
  }

  /** The other model's own coefficients: 1 throughout if it is the prior. */
  private static double[] known(double[] inPrior) {
    return Arrays.stream(inPrior).map(ratio -> ratio == 0 ? 1 : 1 / ratio).toArray();
  }

  private static double[] fit(double[][] parts, double[] actual, boolean[] free, double[] known) {
    double[] stretch = known.clone();
    double[] weights = new double[actual.length];
    Arrays.fill(weights, 1);
    for (int round = 0; round < ROUNDS; round++) {
      NormalEquations equations = new NormalEquations(stretch.length);
      for (int i = 0; i < actual.length; i++) {
        equations.add(parts[i], actual[i], weights[i]);
      }
      equations.drawTo(known, PRIOR_STRETCHES);
      equations.solve(
          stretch,
          part -> free[part / PARTS],
          part -> part % PARTS == DELAY ? DELAY_MIN : DRIVE_MIN,
          part -> part % PARTS == DELAY ? DELAY_MAX : DRIVE_MAX);
      weigh(parts, actual, stretch, weights);
    }
    return stretch;
  }

  private static void weigh(double[][] parts, double[] actual, double[] stretch, double[] weights) {
    double[] off = new double[actual.length];
    for (int i = 0; i < off.length; i++) {
      off[i] = Math.abs(actual[i] - NormalEquations.dot(parts[i], stretch));
    }
    double[] sorted = off.clone();
    Arrays.sort(sorted);
    double deviation = sorted.length == 0 ? 0 : DEVIATION_OF_MEDIAN * sorted[sorted.length / 2];
    double full = Math.max(HUBER_DEVIATIONS * deviation, 1e-9);
    for (int i = 0; i < off.length; i++) {
      weights[i] = Math.min(1, full / Math.max(off[i], 1e-12));
    }
  }

  private LearnedSpeeds speeds(
      List<String> classes, boolean[] free, double[] stretch, List<Stretch> stretches) {
    Map<String, Double> km = new HashMap<>();
    double seconds = 0;
    for (Stretch driven : stretches) {
      seconds += driven.durationS();
      driven
          .walk()
          .byClass()
          .forEach((name, time) -> km.merge(name, kmOf(driven, time), Double::sum));
    }
    Map<String, ClassSpeed> speeds = new HashMap<>();
    for (int c = 0; c < classes.size(); c++) {
      String name = classes.get(c);
      speeds.put(
          name,
          new ClassSpeed(
              rounded(prior.cruiseKmh().get(name) / stretch[c * PARTS]),
              rounded(prior.limitShare(name) / stretch[c * PARTS + 1]),
              rounded(prior.junctionDelayS().getOrDefault(name, 0.0) * stretch[c * PARTS + DELAY]),
              rounded(km.getOrDefault(name, 0.0)),
              free[c]));
    }
    return new LearnedSpeeds(speeds, stretches.size(), rounded(seconds / 3_600));
  }

  /** By its share of the expected time: the length by class is not kept. */
  private static double kmOf(Stretch stretch, ClassTime time) {
    return stretch.walk().meters() / 1_000 * time.seconds() / stretch.walk().seconds();
  }

  /** Three digits after the point: enough, and a file that one can read. */
  private static double rounded(double value) {
    return Math.round(value * 1_000) / 1_000.0;
  }
}
