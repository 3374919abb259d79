package io.kerb.eta.trainer.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.kerb.eta.residual.EtaModel;
import io.kerb.eta.trainer.SlowEast;
import io.kerb.eta.trainer.evaluate.ModelScores;
import io.kerb.eta.trainer.trips.FinishedTrip;
import io.kerb.eta.trainer.trips.RoutedTrip;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModelFitTest {
  private static final int DAYS = 14;
  private static final int TRAINING_DAYS = 11;
  private static final int PER_DAY = 600;

  @Test
  void theModelFindsWhatIsKnownOfTheCity() {
    List<FinishedTrip> trips = new SlowEast(4).trips(DAYS, PER_DAY);
    List<RoutedTrip> routed = SlowEast.routed(trips);
    List<RoutedTrip> training = routed.subList(0, TRAINING_DAYS * PER_DAY);
    List<RoutedTrip> unseen = routed.subList(TRAINING_DAYS * PER_DAY, routed.size());

    EtaModel model = ModelFit.fit(training, SlowEast.ZONE, "straight", plan());
    ModelScores scores = ModelScores.of(model, training, unseen, SlowEast.ZONE);

    // Chance alone is 0.1 in logarithms; the calibration does not see east or day, which are 0.2.
    assertThat(scores.calibrated().rmsle()).isGreaterThan(0.18);
    assertThat(scores.median().rmsle()).isLessThan(0.135);
    assertThat(scores.compact().rmsle()).isLessThan(0.145);
    assertThat(scores.p10ToP90Coverage()).isBetween(0.74, 0.86);
    assertThat(scores.meanBiasShare()).isCloseTo(0, within(0.03));
    assertThat(model.origin().trips()).isEqualTo(training.size());
  }

  @Test
  void aHandfulOfTripsIsRefused() {
    List<RoutedTrip> few = SlowEast.routed(new SlowEast(1).trips(1, ModelFit.TRIPS_MIN - 1));
    assertThatThrownBy(() -> ModelFit.fit(few, SlowEast.ZONE, "straight", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there are 199");
  }

  private static TrainingPlan plan() {
    Boosting small = new Boosting("reg:absoluteerror", 60, 5, 0.2, 20, 0.8, 1);
    Boosting smaller = new Boosting("reg:absoluteerror", 30, 4, 0.3, 20, 0.8, 2);
    Boosting deviation = new Boosting("reg:squarederror", 20, 3, 0.2, 100, 0.8, 3);
    return new TrainingPlan(small, small, smaller, deviation, Set.of());
  }
}
