package io.kerb.eta.trainer.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kerb.eta.residual.Drive;
import io.kerb.eta.residual.Feature;
import io.kerb.eta.trainer.SlowEast;
import io.kerb.eta.trainer.trips.FinishedTrip;
import io.kerb.eta.trainer.trips.RoutedTrip;
import io.kerb.location.api.LatLng;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrainingRowsTest {
  private static final LatLng HOME = new LatLng(59.91, 10.75);
  private static final LatLng FAIR = new LatLng(59.95, 10.60);
  private static final LatLng WORK = new LatLng(59.92, 10.78);
  private static final int EMPTY_ROAD_S = 300;
  private static final int DAYS = 10;
  private static final int PER_DAY = 40;

  @Test
  void aTripIsNotShownWhatOnlyItsOwnDayKnew() {
    List<RoutedTrip> trips = calm();
    for (int i = 0; i < 20; i++) {
      trips.set(i, trip(i, FAIR, 900)); // only on the first day, and three times as long
    }
    TrainingRows rows = rows(trips);

    assertThat(value(rows, 0, Feature.FROM_15)).isCloseTo(0, within(0.05f));
    assertThat(rows.targets()[0]).isGreaterThan(0.8f);
    assertThat(rows.calibratedS(0)).isCloseTo(EMPTY_ROAD_S, within(15.0));
  }

  @Test
  void aTripIsShownWhatOtherDaysKnew() {
    List<RoutedTrip> trips = calm();
    for (int i = 0; i < trips.size(); i += 4) {
      trips.set(i, trip(i, FAIR, 900));
    }
    TrainingRows rows = rows(trips);

    assertThat(value(rows, 0, Feature.FROM_15)).isGreaterThan(0.5f);
    assertThat(value(rows, 1, Feature.FROM_15)).isLessThan(0.1f);
  }

  @Test
  void liveResidualsAreOfTripsThatHadFinished() {
    List<RoutedTrip> trips = calm();
    trips.set(100, trip(100, HOME, 900));
    TrainingRows rows = rows(trips);

    float before = value(rows, 100, Feature.LIVE_HOUR);
    float after = value(rows, 101, Feature.LIVE_HOUR);
    assertThat(before).isCloseTo(0, within(0.05f));
    assertThat(after).isGreaterThan(0.4f);
    assertThat(value(rows, 0, Feature.LIVE_HOUR)).isNaN();
  }

  @Test
  void aSourceLeftOutIsMissingEverywhere() {
    TrainingRows rows = new TrainingRows(calm(), SlowEast.ZONE, Set.of(Feature.Source.LIVE));

    assertThat(value(rows, 200, Feature.LIVE_HOUR)).isNaN();
    assertThat(value(rows, 200, Feature.HOUR_OF_DAY)).isNotNaN();
  }

  private static TrainingRows rows(List<RoutedTrip> trips) {
    return new TrainingRows(trips, SlowEast.ZONE, Set.of());
  }

  private static float value(TrainingRows rows, int trip, Feature feature) {
    return rows.rows()[trip * Feature.COUNT + feature.ordinal()];
  }

  private static List<RoutedTrip> calm() {
    List<RoutedTrip> trips = new ArrayList<>();
    for (int i = 0; i < DAYS * PER_DAY; i++) {
      trips.add(trip(i, HOME, EMPTY_ROAD_S));
    }
    return trips;
  }

  private static RoutedTrip trip(int number, LatLng from, int actualS) {
    long first = SlowEast.FIRST_DAY.atStartOfDay(SlowEast.ZONE).toEpochSecond();
    long pickupS = first + number * 86_400L / PER_DAY;
    return new RoutedTrip(
        new FinishedTrip(pickupS, from, WORK, actualS), new Drive(from, WORK, EMPTY_ROAD_S));
  }
}
