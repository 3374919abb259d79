package io.kerb.trip.push.track;

import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.location.api.DriverId;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.RiderId;
import io.kerb.location.api.TripId;
import io.kerb.trip.push.track.TripState.Phase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which trip a driver's ping belongs to. */
class StintsTest {
  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
  private static final DriverId ANNA = new DriverId(1);
  private static final DriverId BERT = new DriverId(2);

  private final Assignments assignments = new Assignments();

  @Test
  void aPingBetweenAcceptAndEndBelongsToTheTrip() {
    assignments.apply(state(1, 2, ANNA, Phase.ON_THE_WAY, 60));
    assignments.apply(state(1, 5, ANNA, Phase.OVER, 600));

    assertThat(tripAt(ANNA, 59)).isEmpty();
    assertThat(tripAt(ANNA, 60)).contains(trip(1));
    assertThat(tripAt(ANNA, 600)).contains(trip(1));
    assertThat(tripAt(ANNA, 601)).isEmpty();
  }

  @Test
  void aBacklogFindsTheTripThatIsOverMeanwhile() {
    assignments.apply(state(1, 2, ANNA, Phase.ON_THE_WAY, 60));
    assignments.apply(state(1, 5, ANNA, Phase.OVER, 600));
    assignments.apply(state(2, 2, ANNA, Phase.ON_THE_WAY, 660));

    assertThat(tripAt(ANNA, 300)).contains(trip(1));
    assertThat(tripAt(ANNA, 700)).contains(trip(2));
  }

  @Test
  void aDriverWhoGaveTheTripBackIsNotFollowedAnyLonger() {
    assignments.apply(state(1, 2, ANNA, Phase.ON_THE_WAY, 60));
    assignments.apply(state(1, 3, null, Phase.WAITING, 120));
    assignments.apply(state(1, 4, BERT, Phase.ON_THE_WAY, 180));

    assertThat(tripAt(ANNA, 100)).contains(trip(1));
    assertThat(tripAt(ANNA, 200)).isEmpty();
    assertThat(tripAt(BERT, 200)).contains(trip(1));
  }

  @Test
  void whoLosesTheTripStillHearsOfThatChangeAndOfNoLaterOne() {
    assignments.apply(state(1, 2, ANNA, Phase.ON_THE_WAY, 60));

    assertThat(assignments.apply(state(1, 3, null, Phase.WAITING, 120))).containsExactly(ANNA);
    assertThat(assignments.apply(state(1, 4, BERT, Phase.ON_THE_WAY, 180))).containsExactly(BERT);
  }

  @Test
  void anOldVersionThatComesAgainChangesNothing() {
    assignments.apply(state(1, 2, ANNA, Phase.ON_THE_WAY, 60));
    assignments.apply(state(1, 5, ANNA, Phase.OVER, 600));
    assignments.apply(state(1, 2, ANNA, Phase.ON_THE_WAY, 60));

    assertThat(tripAt(ANNA, 700)).isEmpty();
  }

  @Test
  void aStoredStateReadBeforeTheEndWasHeardDoesNotReviveTheTrip() {
    assignments.apply(state(1, 5, ANNA, Phase.OVER, 600));
    assignments.warm(ANNA, List.of(state(1, 4, ANNA, Phase.RIDING, 300)));

    assertThat(tripAt(ANNA, 700)).isEmpty();
  }

  @Test
  void aRatingDoesNotLengthenTheDrive() {
    assignments.apply(state(1, 2, ANNA, Phase.ON_THE_WAY, 60));
    assignments.apply(state(1, 5, ANNA, Phase.OVER, 600));
    assignments.apply(state(1, 6, ANNA, Phase.OVER, 900));

    assertThat(tripAt(ANNA, 800)).isEmpty();
  }

  @Test
  void theRiderMaySeeTheDriverUntilTheyAreInTheCar() {
    assignments.apply(state(1, 2, ANNA, Phase.ON_THE_WAY, 60));
    assertThat(assignments.findStint(ANNA, at(70)).orElseThrow().onTheWay()).isTrue();

    assignments.apply(state(1, 4, ANNA, Phase.RIDING, 300));
    assertThat(assignments.findStint(ANNA, at(310)).orElseThrow().onTheWay()).isFalse();
  }

  @Test
  void whileARiderIsInTheCarThePingsAreTheirsThoughTheNextRiderSeesTheCarToo() {
    assignments.apply(state(1, 2, ANNA, Phase.ON_THE_WAY, 60));
    assignments.apply(state(1, 4, ANNA, Phase.RIDING, 300));
    assignments.apply(state(2, 2, ANNA, Phase.ON_THE_WAY, 400));

    assertThat(tripAt(ANNA, 500)).contains(trip(1));
    assertThat(assignments.listOnTheWay(ANNA, at(500)))
        .extracting(Stint::trip)
        .containsExactly(trip(2));
  }

  @Test
  void whoIsReplacedIsNoLongerFollowedAndTheNewDriverIs() {
    assignments.apply(state(1, 2, ANNA, Phase.ON_THE_WAY, 60));
    assertThat(assignments.apply(state(1, 3, BERT, Phase.ON_THE_WAY, 120)))
        .containsExactlyInAnyOrder(ANNA, BERT);

    assertThat(tripAt(ANNA, 130)).isEmpty();
    assertThat(tripAt(BERT, 130)).contains(trip(1));
  }

  @Test
  void whoGetsTheTripBackIsFollowedAgain() {
    assignments.apply(state(1, 2, ANNA, Phase.ON_THE_WAY, 60));
    assignments.apply(state(1, 3, BERT, Phase.ON_THE_WAY, 120));
    assignments.apply(state(1, 4, ANNA, Phase.ON_THE_WAY, 180));

    assertThat(tripAt(ANNA, 200)).contains(trip(1));
    assertThat(tripAt(BERT, 200)).isEmpty();
  }

  @Test
  void whoExchangesTripsOnTheWayIsFollowedForTheNewOne() {
    assignments.apply(state(1, 2, ANNA, Phase.ON_THE_WAY, 60));
    assignments.apply(state(2, 3, ANNA, Phase.ON_THE_WAY, 120));
    assignments.apply(state(1, 3, BERT, Phase.ON_THE_WAY, 121));

    assertThat(tripAt(ANNA, 121)).contains(trip(2));
    assertThat(tripAt(BERT, 122)).contains(trip(1));
  }

  @Test
  void aDriverWithoutTripsIsKnownOnceTheStoreWasAsked() {
    assertThat(assignments.knows(ANNA)).isFalse();

    assignments.warm(ANNA, List.of());

    assertThat(assignments.knows(ANNA)).isTrue();
    assertThat(tripAt(ANNA, 0)).isEmpty();
  }

  @Test
  void onlyADriversLastStintsAreKept() {
    for (int number = 1; number <= Assignments.STINTS_MAX + 1; number++) {
      assignments.apply(state(number, 2, ANNA, Phase.ON_THE_WAY, number * 100));
      assignments.apply(state(number, 5, ANNA, Phase.OVER, number * 100 + 50));
    }

    assertThat(tripAt(ANNA, 110)).isEmpty();
    assertThat(tripAt(ANNA, 210)).contains(trip(2));
  }

  private Optional<TripId> tripAt(DriverId driver, int second) {
    return assignments.findStint(driver, at(second)).map(Stint::trip);
  }

  private static Instant at(int second) {
    return NOON.plusSeconds(second);
  }

  private static TripId trip(int number) {
    return new TripId(new UUID(0, number));
  }

  private static TripState state(
      int number, long version, DriverId driver, Phase phase, int second) {
    return new TripState(
        trip(number),
        version,
        new MarketId("tinytown"),
        new RiderId(7),
        Optional.ofNullable(driver),
        phase,
        phase == Phase.ON_THE_WAY ? at(second) : null,
        phase == Phase.RIDING ? at(second) : null,
        at(second));
  }
}
