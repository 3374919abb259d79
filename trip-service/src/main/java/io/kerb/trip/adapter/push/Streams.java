package io.kerb.trip.adapter.push;

import io.kerb.location.api.TripId;
import io.kerb.runtime.http.Caller;
import io.kerb.runtime.http.Problem;
import io.kerb.runtime.http.Role;
import io.kerb.trip.push.CloseReason;
import io.kerb.trip.push.EventId;
import io.kerb.trip.push.Notice;
import io.kerb.trip.push.Subscriber;
import io.kerb.trip.push.Subscription;
import io.kerb.trip.push.Switchboard;
import io.kerb.trip.wire.TripSnapshot;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.security.authentication.Authentication;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** Opens streams with their snapshots, and looks after the open ones. */
@Singleton
public class Streams {
  private static final int RETRY_AFTER_S = 2;

  private final Switchboard switchboard;
  private final CurrentTrips trips;
  private final NoticeReader reader;
  private final PushSettings settings;
  private final Clock clock;
  private final Set<Stream> open = ConcurrentHashMap.newKeySet();

  Streams(
      Switchboard switchboard,
      CurrentTrips trips,
      NoticeReader reader,
      PushSettings settings,
      Clock clock) {
    this.switchboard = switchboard;
    this.trips = trips;
    this.reader = reader;
    this.settings = settings;
    this.clock = clock;
  }

  /** A stream that collects news already, and what it has to begin with. */
  record Opening(Stream stream, List<Notice> snapshot) {}

  public static Subscriber subscriber(Caller caller) {
    if (caller.is(Role.OPERATOR)) {
      return new Subscriber.Operator(caller.subject());
    }
    return caller.is(Role.DRIVER)
        ? new Subscriber.Driver(caller.driver())
        : new Subscriber.Rider(caller.rider());
  }

  /**
   * Subscribes and reads the snapshot; blocks for the store.
   *
   * @param lastEventId as the client sent it, or null
   * @throws io.kerb.runtime.http.ProblemException 503 if this instance has too many streams
   */
  Opening open(Authentication authentication, Subscriber subscriber, String lastEventId) {
    AtomicReference<Stream> waker = new AtomicReference<>();
    Subscription subscription =
        switchboard
            .subscribe(subscriber, clock.instant(), () -> wake(waker.get()))
            .orElseThrow(
                () ->
                    Problem.unavailable(
                            "too_many_streams",
                            "This instance has all the streams it may have; try again, maybe"
                                + " another one answers.",
                            RETRY_AFTER_S)
                        .exception());
    Stream stream = new Stream(switchboard, subscription, settings, clock, expiry(authentication));
    waker.set(stream);
    open.add(stream);
    try {
      return new Opening(stream, snapshot(subscription, lastEventId));
    } catch (RuntimeException e) {
      stream.gone();
      throw e;
    }
  }

  private static void wake(Stream stream) {
    if (stream != null) {
      stream.drain();
    }
  }

  private List<Notice> snapshot(Subscription subscription, String lastEventId) {
    Optional<EventId> lastSeen = Optional.ofNullable(lastEventId).flatMap(EventId::find);
    lastSeen.ifPresent(subscription::resumeAfter);
    Subscriber subscriber = subscription.subscriber();
    Optional<TripId> named = lastSeen.map(EventId::trip);

    List<Notice> snapshot = new ArrayList<>();
    if (subscriber instanceof Subscriber.Operator) {
      lastSeen.ifPresent(event -> snapshot.addAll(switchboard.listChangesAfter(event)));
    }
    trips.listFor(subscriber, named).stream()
        .sorted(Comparator.comparingLong(TripSnapshot::getUpdatedAtMs))
        .map(this::current)
        .forEach(snapshot::add);
    snapshot.addAll(switchboard.listOpenOffers(subscriber, clock.instant()));
    return snapshot;
  }

  private Notice current(TripSnapshot trip) {
    return reader.changed(
        trip,
        NoticeReader.findDriver(trip).stream().collect(Collectors.toSet()),
        Instant.ofEpochMilli(trip.getUpdatedAtMs()));
  }

  private static Optional<Instant> expiry(Authentication authentication) {
    Object expiry = authentication.getAttributes().get("exp");
    if (expiry instanceof Date date) {
      return Optional.of(date.toInstant());
    }
    return expiry instanceof Number seconds
        ? Optional.of(Instant.ofEpochSecond(seconds.longValue()))
        : Optional.empty();
  }

  /** Heartbeats, ended tokens, stalled connections. */
  @Scheduled(fixedDelay = "1s")
  void tick() {
    open.removeIf(stream -> !stream.tick());
  }

  @PreDestroy
  void stop() {
    open.forEach(stream -> stream.close(CloseReason.SERVER_STOPPING));
  }
}
