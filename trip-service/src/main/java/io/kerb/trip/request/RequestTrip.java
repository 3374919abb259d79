package io.kerb.trip.request;

import io.kerb.location.api.MarketId;
import io.kerb.location.api.RiderId;
import io.kerb.location.api.TripId;
import io.kerb.pricing.api.Quote;
import io.kerb.pricing.api.QuoteLookup;
import io.kerb.pricing.api.QuoteNotGenuineException;
import io.kerb.trip.aggregate.Actor;
import io.kerb.trip.aggregate.LoggedEvent;
import io.kerb.trip.aggregate.Ride;
import io.kerb.trip.aggregate.Trip;
import io.kerb.trip.aggregate.TripPolicy;
import io.kerb.trip.aggregate.TripState;
import io.kerb.trip.booking.Bookings;
import io.kerb.trip.booking.Leads;
import io.kerb.trip.change.AfterChange;
import io.kerb.trip.claim.Claim;
import io.kerb.trip.claim.Insistence;
import io.kerb.trip.claim.Slots;
import io.kerb.trip.request.RequestOutcome.Created;
import io.kerb.trip.request.RequestOutcome.InFlight;
import io.kerb.trip.request.RequestOutcome.KeyReused;
import io.kerb.trip.request.RequestOutcome.Reason;
import io.kerb.trip.request.RequestOutcome.Refused;
import io.kerb.trip.store.DeadlineRows;
import io.kerb.trip.store.Intent;
import io.kerb.trip.store.IntentRows;
import io.kerb.trip.store.KeyRecord;
import io.kerb.trip.store.KeyRows;
import io.kerb.trip.store.Slot;
import io.kerb.trip.store.StoredEvent;
import io.kerb.trip.store.TripRows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Makes a trip of a quote, in this order: the key; the intent, which holds all that is needed to
 * repeat the rest; the deadline; the rider's slot; the trip. Whoever finds it interrupted (a repeat
 * with the same key, or the sweeper with the intent) goes on with the same attempt id, so that what
 * the first run left on its way cannot make a second trip.
 *
 * <p>Nor can it contradict the run that goes on. Runs take the key over from each other by
 * compare-and-set, and only its holder refuses. The rider's slot is read before the key is known to
 * be held, and written only as it was read: a run that was overtaken finds the slot changed, or its
 * key lost, and stops. (A seed of the simulation had a run refuse while a slow one created.)
 */
public final class RequestTrip {
  /** How long the first request with a key may take before a repeat goes on in its place. */
  static final Duration IN_FLIGHT_MAX = Duration.ofSeconds(10);

  private static final int CODES = 10_000;

  private final TripRows trips;
  private final Slots riders;
  private final KeyRows keys;
  private final IntentRows intents;
  private final DeadlineRows deadlines;
  private final QuoteLookup quotes;
  private final BlockedDrivers blocked;
  private final Bookings bookings;
  private final Leads leads;
  private final Insistence insistence;
  private final AfterChange after;
  private final TripPolicy policy;
  private final Clock clock;
  private final Supplier<UUID> ids;

  public RequestTrip(
      TripRows trips,
      Slots riders,
      KeyRows keys,
      IntentRows intents,
      DeadlineRows deadlines,
      QuoteLookup quotes,
      BlockedDrivers blocked,
      Bookings bookings,
      Leads leads,
      Insistence insistence,
      AfterChange after,
      TripPolicy policy,
      Clock clock,
      Supplier<UUID> ids) {
    this.trips = trips;
    this.riders = riders;
    this.keys = keys;
    this.intents = intents;
    this.deadlines = deadlines;
    this.quotes = quotes;
    this.blocked = blocked;
    this.bookings = bookings;
    this.leads = leads;
    this.insistence = insistence;
    this.after = after;
    this.policy = policy;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * @throws io.kerb.trip.store.UnknownOutcomeException if the store did not answer in time; the
   *     same request with the same key may be sent again
   */
  public RequestOutcome request(TripRequest request) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    // Before the key: see the class's comment.
    Slot slot = riders.findSlot(request.rider().value());
    UUID attempt = ids.get();
    KeyRecord mine =
        new KeyRecord(
            request.rider(),
            request.key(),
            request.payload(),
            request.trip(),
            attempt,
            now,
            attempt,
            now,
            null,
            null);
    KeyRecord standing = insistence.on(() -> keys.take(mine));
    if (!standing.payload().equals(request.payload())) {
      return new KeyReused();
    }
    if (!standing.holder().equals(mine.holder())) {
      Optional<RequestOutcome> known = recall(standing);
      if (known.isPresent()) {
        return known.get();
      }
      Optional<KeyRecord> taken = takeOver(standing, now);
      if (taken.isEmpty()) {
        return new InFlight();
      }
      standing = taken.get();
    }
    return run(request, standing, slot);
  }

  /** What a repeat is told; empty if there is no answer yet. */
  private Optional<RequestOutcome> recall(KeyRecord standing) {
    if (standing.isRefused()) {
      return Optional.of(
          new Refused(Reason.ofCode(standing.refusalCode()), standing.refusalDetail()));
    }
    return trips
        .findEvent(standing.trip(), 1)
        .filter(first -> first.logged().attempt().equals(standing.attempt()))
        .map(first -> new Created(first.after()));
  }

  /** Empty while the holder may still be at work. */
  private Optional<KeyRecord> takeOver(KeyRecord standing, Instant now) {
    if (now.isBefore(standing.heldSince().plus(IN_FLIGHT_MAX))) {
      return Optional.empty();
    }
    KeyRecord wanted = standing.takenOver(ids.get(), now);
    KeyRecord actual = insistence.on(() -> keys.replace(standing.holder(), wanted));
    return actual.holder().equals(wanted.holder()) && !actual.isRefused()
        ? Optional.of(actual)
        : Optional.empty();
  }

  private RequestOutcome run(TripRequest request, KeyRecord record, Slot slot) {
    RequestOutcome judged = judge(request, record, slot);
    if (!(judged instanceof Refused refused)) {
      return judged;
    }
    KeyRecord wanted = record.refused(refused.reason().code(), refused.detail());
    KeyRecord actual = insistence.on(() -> keys.replace(record.holder(), wanted));
    if (!actual.isRefused()) {
      return new InFlight();
    }
    // Refused for good. What earlier runs with this key left, the sweeper removes.
    intents.listIntents(record.trip()).stream()
        .filter(intent -> intent.id().equals(record.holder()))
        .forEach(intents::remove);
    return new Refused(Reason.ofCode(actual.refusalCode()), actual.refusalDetail());
  }

  private RequestOutcome judge(TripRequest request, KeyRecord record, Slot slot) {
    // By the time of the first try: a repeat must not come to another judgement.
    Instant at = record.startedAt();
    Optional<Quote> quote;
    try {
      quote = quotes.findQuote(request.quote());
    } catch (QuoteNotGenuineException e) {
      return new Refused(Reason.QUOTE_NOT_GENUINE, "This quote cannot be used: " + e.getMessage());
    }
    if (quote.filter(found -> found.rider().equals(request.rider())).isEmpty()) {
      return new Refused(
          Reason.QUOTE_NOT_FOUND, "You have no quote " + request.quote() + "; ask for a new one.");
    }
    if (quote.get().isExpired(at)) {
      return new Refused(
          Reason.QUOTE_EXPIRED,
          "The quote expired at " + quote.get().expiresAt() + "; ask for a new one.");
    }
    if (request.scheduledAt() != null && !canSchedule(request.scheduledAt(), at)) {
      return new Refused(
          Reason.SCHEDULED_AT_OUT_OF_RANGE,
          "scheduled_at must be "
              + at.plus(policy.scheduledLead())
              + " to "
              + at.plus(policy.scheduledAheadMax())
              + "; leave it out for a ride now.");
    }
    StoredEvent first =
        firstEvent(ride(request, quote.get(), record), record, request.traceparent());
    return create(first, record, slot);
  }

  private boolean canSchedule(Instant wished, Instant at) {
    return !wished.isBefore(at.plus(policy.scheduledLead()))
        && !wished.isAfter(at.plus(policy.scheduledAheadMax()));
  }

  /**
   * For the sweeper: ends a request whose process died. A rider who was bound gets the trip; else
   * nobody has been told anything, and the key waits for a repeat.
   */
  public void recover(Intent intent) {
    Trip trip = intent.request().after();
    RiderId rider = trip.ride().rider();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Optional<KeyRecord> standing = keys.findKey(rider, intent.key());
    if (standing.isPresent() && !standing.get().isRefused()) {
      if (takeOver(standing.get(), now).isEmpty()) {
        return;
      }
      boolean bound = riders.fence(rider.value()).isHeldFor(trip.ride().tripId());
      if (bound || !(trip.state() instanceof TripState.Processing)) {
        store(intent.request());
        return;
      }
    }
    // Freed because the trip has ended meanwhile? Then the intent is for its events.
    if (trips.findLatest(intent.trip()).isEmpty()) {
      intents.remove(intent);
    }
  }

  private RequestOutcome create(StoredEvent first, KeyRecord record, Slot slot) {
    Trip trip = first.after();
    if (trip.state() instanceof TripState.Scheduled scheduled) {
      if (isAnothers(trip.ride().tripId(), record)) {
        return quoteUsed(trip.ride().tripId());
      }
      Optional<RequestOutcome> without = place(trip.ride(), scheduled.pickupAt(), record);
      if (without.isPresent()) {
        return without.get();
      }
    }
    intents.put(Intent.ofRequest(first, record));
    // A ride booked ahead leaves the rider free to take another one before.
    if (trip.state() instanceof TripState.Processing) {
      Claim claim =
          riders.claim(
              trip.ride().rider().value(),
              slot,
              trip.ride().tripId(),
              record.attempt(),
              this::isOver,
              () -> isHeld(record));
      if (claim instanceof Claim.Busy busy) {
        return new Refused(
            Reason.RIDER_HAS_OPEN_TRIP, "You have an open trip: " + busy.slot().trip() + ".");
      }
      if (claim instanceof Claim.Superseded) {
        return new InFlight();
      }
    }
    return store(first);
  }

  /**
   * A place for a ride booked ahead; empty if it has one. The key is looked at after the place was
   * taken: who takes the key over later finds the place, and does not refuse for want of one.
   */
  private Optional<RequestOutcome> place(Ride ride, Instant pickupAt, KeyRecord record) {
    if (bookings.take(ride.market(), pickupAt, ride.tripId()) instanceof Bookings.Full full) {
      String next =
          full.nextFree()
              .map(free -> "the next with a free place begins at " + free)
              .orElse("so are those of the hours after it");
      return Optional.of(
          new Refused(
              Reason.SLOT_FULL,
              "All " + full.places() + " bookings for this quarter of an hour are taken; " + next));
    }
    return isHeld(record) ? Optional.empty() : Optional.of(new InFlight());
  }

  private boolean isHeld(KeyRecord record) {
    return keys.findKey(record.rider(), record.key())
        .filter(found -> found.holder().equals(record.holder()) && !found.isRefused())
        .isPresent();
  }

  /** The last step; from here on the trip comes, or another request has made it of the quote. */
  private RequestOutcome store(StoredEvent first) {
    Trip trip = first.after();
    TripId id = trip.ride().tripId();
    deadlines.put(new DeadlineRows.Deadline(id, due(trip)));
    Optional<StoredEvent> stored = insistence.on(() -> trips.append(first));
    if (stored.isPresent()) {
      after.changed(stored.get());
      return new Created(stored.get().after());
    }
    // The trip is there, of another key. If it has ended, or was booked ahead and binds no slot,
    // this try alone bound the slot; if not, the slot is the trip's, whoever bound it.
    if (isOver(id) || isBooked(id)) {
      riders.freeFromTrip(trip.ride().rider().value(), id);
    }
    leavePlace(trip);
    return quoteUsed(id);
  }

  /**
   * Of a booking whose quote went to another: its place goes, too, if the other has not the same.
   */
  private void leavePlace(Trip lost) {
    if (lost.state() instanceof TripState.Scheduled wished) {
      Optional<Instant> kept =
          trips
              .findLatest(lost.ride().tripId())
              .map(Trip::state)
              .filter(TripState.Scheduled.class::isInstance)
              .map(state -> ((TripState.Scheduled) state).pickupAt());
      bookings.leave(lost.ride().market(), wished.pickupAt(), lost.ride().tripId(), kept);
    }
  }

  private boolean isAnothers(TripId id, KeyRecord record) {
    return trips
        .findEvent(id, 1)
        .filter(first -> !first.logged().attempt().equals(record.attempt()))
        .isPresent();
  }

  private static Refused quoteUsed(TripId id) {
    return new Refused(
        Reason.QUOTE_USED, "The quote has become trip " + id + "; ask for a new one.");
  }

  private Instant due(Trip trip) {
    return trip.state() instanceof TripState.Scheduled scheduled
        ? scheduled.releaseAt(policy)
        : trip.state().findRequest().orElseThrow().expiresAt();
  }

  private StoredEvent firstEvent(Ride ride, KeyRecord record, String traceparent) {
    LoggedEvent logged =
        new LoggedEvent(
            ride.tripId(),
            1,
            record.startedAt(),
            new Actor.Rider(ride.rider()).audit(),
            record.attempt(),
            traceparent,
            Trip.request(ride, policy));
    return new StoredEvent(logged, Trip.begin(logged));
  }

  private Ride ride(TripRequest request, Quote quote, KeyRecord record) {
    Instant scheduledAt =
        request.scheduledAt() == null ? null : request.scheduledAt().truncatedTo(ChronoUnit.MILLIS);
    return new Ride(
        record.trip(),
        quote.quoteId(),
        quote.rider(),
        quote.market(),
        quote.product(),
        new Ride.Route(
            quote.pickup(),
            quote.stops(),
            quote.dropoff(),
            quote.distanceM(),
            quote.durationS(),
            quote.routePolyline()),
        quote.rules(),
        quote.surgeMultiplier(),
        quote.basis(),
        quote.fare(),
        pickupCode(record.attempt()),
        record.startedAt(),
        scheduledAt,
        scheduledAt == null ? null : releaseAt(quote.market(), scheduledAt, record.startedAt()),
        blocked.listBlocked(request.rider()));
  }

  /** At once, if what was learned asks for more time than is left. */
  private Instant releaseAt(MarketId market, Instant scheduledAt, Instant at) {
    Instant wanted = scheduledAt.minus(leads.lead(market, scheduledAt, at));
    return wanted.isBefore(at) ? at : wanted;
  }

  /** Random as its attempt id is, and the same on a repeat. */
  static String pickupCode(UUID attempt) {
    return String.format("%04d", Math.floorMod(attempt.getLeastSignificantBits(), CODES));
  }

  private boolean isBooked(TripId id) {
    return trips.findLatest(id).filter(trip -> trip.ride().scheduledAt() != null).isPresent();
  }

  private boolean isOver(TripId id) {
    return trips.findLatest(id).filter(trip -> trip.status().isTerminal()).isPresent();
  }
}
