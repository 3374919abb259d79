package io.kerb.eta.trainer.evaluate;

import io.kerb.eta.residual.EtaModel;
import io.kerb.eta.trainer.fit.ModelFit;
import io.kerb.eta.trainer.trips.EmptyRoads;
import io.kerb.eta.trainer.trips.FinishedTrip;
import io.kerb.eta.trainer.trips.RoutedTrip;
import io.kerb.eta.trainer.trips.TimeSplit;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * One split of trips, a model learned from the earlier part, and everything judged on the later
 * one. Trips off the network are counted and judge nobody: a product would refuse them.
 */
public final class Evaluation {
  /** About what a straight line in a city is driven at; the calibration corrects it. */
  private static final double CROW_MPS = 8;

  private final TimeSplit trips;
  private final List<RoutedTrip> training;
  private final List<RoutedTrip> test;
  private final List<FinishedTrip> judged;
  private final ZoneId zone;
  private final String roadsName;
  private final long seed;

  /**
   * @param roadsName is written into the models
   * @param seed of the training
   */
  public Evaluation(TimeSplit trips, EmptyRoads roads, String roadsName, ZoneId zone, long seed) {
    this.trips = trips;
    this.training = roads.route(trips.before());
    this.test = roads.route(trips.after());
    this.judged = test.stream().map(RoutedTrip::trip).toList();
    this.zone = zone;
    this.roadsName = roadsName;
    this.seed = seed;
    if (test.isEmpty()) {
      throw new IllegalArgumentException(
          "none of the "
              + trips.after().size()
              + " test trips is on the network; maybe it is of another city");
    }
  }

  /** Learned from the earlier trips. */
  public EtaModel train() {
    return ModelFit.fit(training, zone, roadsName, seed);
  }

  public ModelScores scores(EtaModel model) {
    return ModelScores.of(model, training, test, zone);
  }

  /** A speed for everything. */
  public Scores oneSpeed() {
    return scores(baselines().oneSpeedS(judged));
  }

  /** A speed by hour of week and distance. */
  public Scores hourDistanceTable() {
    return scores(baselines().hourDistanceTableS(judged));
  }

  /**
   * Trains and judges a model for each ablation, all with the cheaper trees of rehearsals: compare
   * them with each other.
   */
  public List<Ablated> ablations() {
    List<Ablated> results = new ArrayList<>();
    for (Ablation ablation : Ablation.list()) {
      results.add(new Ablated(ablation.name(), ablated(ablation).median()));
    }
    return results;
  }

  /** What was left of the model. */
  public record Ablated(String name, Scores scores) {}

  private ModelScores ablated(Ablation ablation) {
    List<RoutedTrip> learned = ablation.onRoads() ? training : straight(training);
    List<RoutedTrip> unseen = ablation.onRoads() ? test : straight(test);
    EtaModel model = ModelFit.fitForAblation(learned, zone, seed, ablation.without());
    return ModelScores.of(model, learned, unseen, zone);
  }

  /** The same trips, as if there were no roads. */
  private static List<RoutedTrip> straight(List<RoutedTrip> routed) {
    return EmptyRoads.crow(CROW_MPS).route(routed.stream().map(RoutedTrip::trip).toList());
  }

  private Baselines baselines() {
    return new Baselines(training.stream().map(RoutedTrip::trip).toList(), zone);
  }

  private Scores scores(double[] estimatesS) {
    return Scores.of(judged.stream().map(FinishedTrip::actualS).toList(), estimatesS);
  }

  public int trainingTrips() {
    return training.size();
  }

  public int testTrips() {
    return test.size();
  }

  /** Of both parts. */
  public int offNetworkTrips() {
    return trips.before().size() + trips.after().size() - training.size() - test.size();
  }

  /** The later part, on the network. */
  public List<FinishedTrip> judgedTrips() {
    return judged;
  }
}
