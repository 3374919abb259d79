package io.kerb.trip.push;

import static io.kerb.trip.push.Notices.DRIVER;
import static io.kerb.trip.push.Notices.NOON;
import static io.kerb.trip.push.Notices.OTHER_DRIVER;
import static io.kerb.trip.push.Notices.RIDER;
import static io.kerb.trip.push.Notices.changed;
import static io.kerb.trip.push.Notices.closed;
import static io.kerb.trip.push.Notices.made;
import static io.kerb.trip.push.Notices.moved;
import static io.kerb.trip.push.Notices.trip;
import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.location.api.RiderId;
import io.kerb.trip.push.Switchboard.Bounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who hears of what. */
class AudienceTest {
  private static final Bounds BOUNDS = new Bounds(6, 2, 16, 16, 4);

  private final Switchboard switchboard = new Switchboard(BOUNDS, new OpenOffers());

  @Test
  void aTripIsHeardByItsRiderItsDriverAndOperators() {
    Subscription rider = open(new Subscriber.Rider(RIDER));
    Subscription driver = open(new Subscriber.Driver(DRIVER));
    Subscription operator = open(new Subscriber.Operator("1"));
    Subscription otherRider = open(new Subscriber.Rider(new RiderId(8)));
    Subscription otherDriver = open(new Subscriber.Driver(OTHER_DRIVER));

    switchboard.publish(changed(1, 1), NOON);

    assertThat(List.of(rider, driver, operator)).allSatisfy(s -> assertThat(heard(s)).hasSize(1));
    assertThat(List.of(otherRider, otherDriver)).allSatisfy(s -> assertThat(heard(s)).isEmpty());
  }

  @Test
  void anOfferIsHeardByItsDriverAndOperatorsOnly() {
    Subscription rider = open(new Subscriber.Rider(RIDER));
    Subscription driver = open(new Subscriber.Driver(DRIVER));
    Subscription operator = open(new Subscriber.Operator("1"));
    Subscription otherDriver = open(new Subscriber.Driver(OTHER_DRIVER));

    switchboard.publish(made("a", DRIVER, NOON), NOON);
    switchboard.publish(closed("a", DRIVER, NOON), NOON);

    assertThat(List.of(driver, operator)).allSatisfy(s -> assertThat(heard(s)).hasSize(2));
    assertThat(List.of(rider, otherDriver)).allSatisfy(s -> assertThat(heard(s)).isEmpty());
  }

  @Test
  void aDriversPositionIsHeardByTheWaitingRiderOnly() {
    Subscription rider = open(new Subscriber.Rider(RIDER));
    Subscription driver = open(new Subscriber.Driver(DRIVER));
    Subscription operator = open(new Subscriber.Operator("1"));

    switchboard.publish(moved(1, "here"), NOON);

    assertThat(heard(rider)).hasSize(1);
    assertThat(List.of(driver, operator)).allSatisfy(s -> assertThat(heard(s)).isEmpty());
  }

  @Test
  void everyStreamOfAPersonHears() {
    Subscription phone = open(new Subscriber.Rider(RIDER));
    Subscription tablet = open(new Subscriber.Rider(RIDER));

    switchboard.publish(changed(1, 1), NOON);

    assertThat(List.of(phone, tablet)).allSatisfy(s -> assertThat(heard(s)).hasSize(1));
  }

  @Test
  void oneStreamTooManyOfAPersonReplacesTheirOldest() {
    Subscription first = open(new Subscriber.Rider(RIDER));
    Subscription second = open(new Subscriber.Rider(RIDER));
    Subscription third = open(new Subscriber.Rider(RIDER));

    assertThat(first.findClosed()).contains(CloseReason.REPLACED);
    assertThat(List.of(second, third)).allSatisfy(s -> assertThat(s.findClosed()).isEmpty());
  }

  @Test
  void oneStreamTooManyOfAnInstanceIsRefusedAndRoomIsFreeAgainWhenOneEnds() {
    List<Subscription> open = new ArrayList<>();
    for (int rider = 1; rider <= BOUNDS.streams(); rider++) {
      open.add(open(new Subscriber.Rider(new RiderId(rider))));
    }
    Subscriber late = new Subscriber.Rider(new RiderId(99));
    assertThat(switchboard.subscribe(late, NOON, () -> {})).isEmpty();

    switchboard.unsubscribe(open.get(0));
    switchboard.unsubscribe(open.get(0));

    assertThat(switchboard.subscribe(late, NOON, () -> {})).isPresent();
    assertThat(switchboard.streams()).isEqualTo(BOUNDS.streams());
  }

  @Test
  void aSlowListenerDoesNotDisturbTheOthers() {
    Subscription slow = open(new Subscriber.Rider(RIDER));
    Subscription quick = open(new Subscriber.Driver(DRIVER));
    List<Notice> heard = new ArrayList<>();
    for (int version = 1; version <= 3 * BOUNDS.queue(); version++) {
      switchboard.publish(changed(1, version), NOON);
      heard.addAll(heard(quick));
    }

    assertThat(slow.findClosed()).contains(CloseReason.SLOW_CONSUMER);
    assertThat(heard).hasSize(3 * BOUNDS.queue());
  }

  @Test
  void anOperatorWhoComesBackIsToldHowTheTripsWentOnInTheirNewestState() {
    switchboard.publish(changed(1, 1), NOON);
    switchboard.publish(changed(2, 1), NOON);
    switchboard.publish(changed(1, 2), NOON);
    switchboard.publish(changed(1, 3), NOON);

    assertThat(switchboard.listChangesAfter(new EventId(trip(2), 1)))
        .map(change -> ((Notice.TripChanged) change).eventId())
        .singleElement()
        .isEqualTo(new EventId(trip(1), 3));
  }

  @Test
  void whatIsNoLongerRememberedIsNotGuessed() {
    for (int version = 1; version <= BOUNDS.recentChanges() + 1; version++) {
      switchboard.publish(changed(1, version), NOON);
    }

    assertThat(switchboard.listChangesAfter(new EventId(trip(1), 1))).isEmpty();
  }

  private Subscription open(Subscriber subscriber) {
    Subscription subscription = switchboard.subscribe(subscriber, NOON, () -> {}).orElseThrow();
    subscription.begin(List.of());
    return subscription;
  }

  private static List<Notice> heard(Subscription subscription) {
    List<Notice> notices = new ArrayList<>();
    for (Optional<Notice> next = subscription.poll(NOON);
        next.isPresent();
        next = subscription.poll(NOON)) {
      notices.add(next.get());
    }
    return notices;
  }
}
