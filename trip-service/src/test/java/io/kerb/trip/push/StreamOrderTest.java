package io.kerb.trip.push;

import static io.kerb.trip.push.Notices.DRIVER;
import static io.kerb.trip.push.Notices.NOON;
import static io.kerb.trip.push.Notices.changed;
import static io.kerb.trip.push.Notices.closed;
import static io.kerb.trip.push.Notices.made;
import static io.kerb.trip.push.Notices.moved;
import static io.kerb.trip.push.Notices.trip;
import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.location.api.TripId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one listener gets, and in which order. */
class StreamOrderTest {
  private static final int QUEUE = 8;

  private final Subscription stream = open(QUEUE);

  private static Subscription open(int queue) {
    return new Subscription(new Subscriber.Driver(DRIVER), NOON, queue, () -> {});
  }

  @Test
  void nothingIsSentBeforeTheSnapshot() {
    stream.offer(changed(1, 5));

    assertThat(drain()).isEmpty();
  }

  @Test
  void theSnapshotComesFirstAndNewsItAlreadySaidAreDropped() {
    stream.offer(changed(1, 4));
    stream.offer(changed(1, 5));
    stream.offer(changed(1, 6));
    stream.begin(List.of(changed(1, 5)));

    assertThat(drain()).containsExactly("trip 1 v5", "trip 1 v6");
  }

  @Test
  void aVersionThatIsPublishedTwiceIsSentOnce() {
    stream.begin(List.of());
    stream.offer(changed(1, 2));
    stream.offer(changed(1, 2));
    stream.offer(changed(1, 1));

    assertThat(drain()).containsExactly("trip 1 v2");
  }

  @Test
  void aResumedStreamDoesNotRepeatWhatTheClientHasSeen() {
    stream.resumeAfter(new EventId(trip(1), 6));
    stream.begin(List.of(changed(1, 6), changed(2, 1)));
    stream.offer(changed(1, 5));
    stream.offer(changed(1, 7));

    assertThat(drain()).containsExactly("trip 2 v1", "trip 1 v7");
  }

  @Test
  void aChangeFromBeforeTheStreamIsNotNews() {
    stream.begin(List.of());
    stream.offer(changed(1, 3, NOON.minusSeconds(60)));

    assertThat(drain()).isEmpty();
  }

  @Test
  void aChangeWhoseInstanceHasALateClockIsNotLost() {
    stream.begin(List.of());
    stream.offer(changed(1, 3, NOON.minus(Cursor.CLOCK_SKEW_MAX)));

    assertThat(drain()).containsExactly("trip 1 v3");
  }

  @Test
  void anOfferInTheSnapshotAndInTheNewsIsSentOnce() {
    stream.offer(made("a", DRIVER, NOON));
    stream.begin(List.of(made("a", DRIVER, NOON)));

    assertThat(drain()).containsExactly("offer a");
  }

  @Test
  void anOfferThatWasClosedMeanwhileDoesNotComeBack() {
    stream.begin(List.of());
    stream.offer(closed("a", DRIVER, NOON.plusSeconds(1)));
    stream.offer(made("a", DRIVER, NOON));

    assertThat(drain()).containsExactly("closed a");
  }

  @Test
  void anExpiredOfferIsNotSent() {
    stream.begin(List.of());
    stream.offer(made("a", DRIVER, NOON.minus(Notices.OFFER_TTL)));

    assertThat(drain()).isEmpty();
  }

  @Test
  void theCloseOfAnOfferThatTheListenerSawIsSentHoweverOld() {
    stream.begin(List.of(made("a", DRIVER, NOON)));
    stream.offer(closed("a", DRIVER, NOON.minusSeconds(30)));
    stream.offer(closed("long ago", DRIVER, NOON.minusSeconds(30)));

    assertThat(drain()).containsExactly("offer a", "closed a");
  }

  @Test
  void ofADriversPositionsOnlyTheNewestWaits() {
    stream.begin(List.of());
    stream.offer(moved(1, "here"));
    stream.offer(moved(1, "there"));

    assertThat(drain()).containsExactly("at there");
  }

  @Test
  void positionsDoNotTakeTheRoomOfTheTripsNews() {
    stream.begin(List.of());
    for (int version = 1; version <= QUEUE / 2; version++) {
      stream.offer(changed(1, version));
    }
    stream.offer(moved(1, "here"));

    assertThat(drain()).hasSize(QUEUE / 2).doesNotContain("at here");
  }

  @Test
  void aFullQueueClosesTheStreamForASlowConsumer() {
    stream.begin(List.of());
    for (int version = 1; version <= QUEUE; version++) {
      stream.offer(changed(1, version));
    }
    assertThat(stream.findClosed()).isEmpty();

    stream.offer(changed(1, QUEUE + 1));

    assertThat(stream.findClosed()).contains(CloseReason.SLOW_CONSUMER);
    assertThat(drain()).isEmpty();
  }

  @Test
  void theFirstReasonToCloseStays() {
    stream.close(CloseReason.TOKEN_EXPIRED);
    stream.close(CloseReason.CLIENT_GONE);

    assertThat(stream.findClosed()).contains(CloseReason.TOKEN_EXPIRED);
  }

  /** I9: across reconnects, duplicates, replays and snapshots, versions never go back. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void versionsNeverGoBackAcrossReconnects(long seed) {
    Random random = new Random(seed);
    Map<TripId, Long> stored = new HashMap<>();
    List<Notice.TripChanged> log = new ArrayList<>();
    Map<TripId, Long> seen = new HashMap<>();
    Optional<EventId> last = Optional.empty();
    Subscription now = null;
    for (int step = 0; step < 2_000; step++) {
      Instant time = NOON.plusSeconds(step);
      if (now == null || random.nextInt(20) == 0) {
        now = new Subscription(new Subscriber.Rider(Notices.RIDER), time, 1_000, () -> {});
        last.ifPresent(now::resumeAfter);
        List<Notice> snapshot = new ArrayList<>();
        stored.forEach((trip, version) -> snapshot.add(change(trip, version, time)));
        now.begin(snapshot);
      }
      TripId trip = trip(random.nextInt(5));
      log.add(change(trip, stored.merge(trip, 1L, Long::sum), time));
      // At least once, and late: any of the last few records may come again.
      for (int i = 0; i < 3; i++) {
        now.offer(log.get(Math.max(0, log.size() - 1 - random.nextInt(4))));
      }
      now.offer(log.get(log.size() - 1));
      for (Optional<Notice> next = now.poll(time); next.isPresent(); next = now.poll(time)) {
        Notice.TripChanged change = (Notice.TripChanged) next.get();
        assertThat(change.version())
            .as("seed %d, step %d, %s", seed, step, change.trip())
            .isGreaterThanOrEqualTo(seen.getOrDefault(change.trip(), 0L));
        seen.put(change.trip(), change.version());
        last = Optional.of(change.eventId());
      }
    }
    assertThat(seen).as("seed %d: nothing is lost either", seed).isEqualTo(stored);
  }

  private static Notice.TripChanged change(TripId trip, long version, Instant at) {
    return new Notice.TripChanged(
        trip, version, Notices.RIDER, java.util.Set.of(), at, viewer -> "{}");
  }

  private List<String> drain() {
    List<String> texts = new ArrayList<>();
    for (Optional<Notice> next = stream.poll(NOON); next.isPresent(); next = stream.poll(NOON)) {
      texts.add(text(next.get()));
    }
    return texts;
  }

  private static String text(Notice notice) {
    if (notice instanceof Notice.TripChanged change) {
      return "trip " + change.trip().value().getLeastSignificantBits() + " v" + change.version();
    }
    if (notice instanceof Notice.OfferMade made) {
      return "offer " + made.offer();
    }
    return notice instanceof Notice.OfferClosed closed
        ? "closed " + closed.offer()
        : "at " + notice.payload().jsonFor(Viewer.RIDER);
  }
}
