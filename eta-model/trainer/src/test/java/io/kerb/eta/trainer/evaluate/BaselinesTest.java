package io.kerb.eta.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kerb.eta.trainer.SlowEast;
import io.kerb.eta.trainer.trips.FinishedTrip;
import io.kerb.location.api.LatLng;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BaselinesTest {
  private static final LatLng FROM = new LatLng(59.9, 10.7);
  private static final LatLng NEAR = new LatLng(59.91, 10.7);
  private static final LatLng FAR = new LatLng(59.95, 10.7);

  @Test
  void oneSpeedIsTheMiddleOfAllMeters() {
    List<FinishedTrip> trips = List.of(trip(0, NEAR, 111), trip(1, NEAR, 222), trip(2, FAR, 1112));

    double[] seconds = new Baselines(trips, SlowEast.ZONE).oneSpeedS(trips);

    assertThat(seconds[2]).isCloseTo(1112, within(0.5));
    assertThat(seconds[0]).isCloseTo(222.4, within(0.5));
  }

  @Test
  void theTableKnowsTheHourWhereItHasTripsAndTheDistanceWhereItHasNot() {
    List<FinishedTrip> trips = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      trips.add(trip(8, NEAR, 400));
    }
    for (int i = 0; i < 30; i++) {
      trips.add(trip(20, NEAR, 200));
    }
    trips.add(trip(3, NEAR, 900)); // one trip is no hour
    Baselines baselines = new Baselines(trips, SlowEast.ZONE);

    assertThat(baselines.hourDistanceTableS(List.of(trip(8, NEAR, 1))))
        .containsExactly(new double[] {400}, within(0.5));
    assertThat(baselines.hourDistanceTableS(List.of(trip(3, NEAR, 1))))
        .containsExactly(new double[] {200}, within(0.5));
  }

  @Test
  void scoresAreWorkedOutByHand() {
    Scores scores = Scores.of(List.of(100, 100), new double[] {120, 70});

    assertThat(scores.maeS()).isEqualTo(25);
    assertThat(scores.within20Share()).isEqualTo(0.5);
    double first = Math.log(121.0 / 101);
    double second = Math.log(71.0 / 101);
    assertThat(scores.rmsle())
        .isCloseTo(Math.sqrt((first * first + second * second) / 2), within(1e-9));
  }

  private static FinishedTrip trip(int hour, LatLng to, int actualS) {
    long pickupS = SlowEast.FIRST_DAY.atTime(hour, 0).atZone(SlowEast.ZONE).toEpochSecond();
    return new FinishedTrip(pickupS, FROM, to, actualS);
  }
}
