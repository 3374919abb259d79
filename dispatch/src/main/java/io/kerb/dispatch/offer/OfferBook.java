package io.kerb.dispatch.offer;

import io.kerb.dispatch.api.OfferId;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.TripId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A market's offers, folded from {@link OfferEvent} alone. Confined to one thread. */
public final class OfferBook {
  /**
   * How long a driver's no to a trip is remembered after the trip's last no; longer than any
   * request waits. A successor reads this much of the log.
   */
  public static final Duration REFUSAL_MEMORY = Duration.ofHours(1);

  /**
   * @param relieving who did not want to relieve another; of a trip without a car that says nothing
   */
  private record Refusals(Set<DriverId> drivers, Set<DriverId> relieving, Instant last) {}

  private final Map<OfferId, OfferMade> open = new LinkedHashMap<>();
  private final Map<DriverId, OfferId> openByDriver = new HashMap<>();
  private final Map<TripId, Set<OfferId>> openByTrip = new HashMap<>();
  private final Map<TripId, Refusals> refusals = new LinkedHashMap<>();

  /**
   * @throws IllegalStateException if it would be a driver's second open offer: then two writers
   *     were at work, and going on would only spread the damage
   */
  public void apply(OfferEvent event) {
    if (event instanceof OfferMade made) {
      claim(openByDriver.putIfAbsent(made.driver(), made.offer()), made);
      openByTrip.computeIfAbsent(made.trip(), trip -> new LinkedHashSet<>()).add(made.offer());
      open.put(made.offer(), made);
    } else if (event instanceof OfferClosed closed) {
      OfferMade made = open.remove(closed.offer());
      if (made != null) {
        openByDriver.remove(closed.driver());
        openByTrip.computeIfPresent(closed.trip(), (trip, offers) -> without(offers, closed));
      }
      if (closed.reason().excludesDriver()) {
        refuse(closed, made != null && made.replaces().isPresent());
      }
    }
    forgetBefore(event.occurredAt().minus(REFUSAL_MEMORY));
  }

  /** Null when none is left. */
  private static Set<OfferId> without(Set<OfferId> offers, OfferClosed closed) {
    offers.remove(closed.offer());
    return offers.isEmpty() ? null : offers;
  }

  private static void claim(OfferId other, OfferMade made) {
    if (other != null) {
      throw new IllegalStateException(
          "offer "
              + made.offer()
              + " to driver "
              + made.driver()
              + " for trip "
              + made.trip()
              + ": the driver has the open offer "
              + other);
    }
  }

  private void refuse(OfferClosed closed, boolean relief) {
    Refusals before = refusals.remove(closed.trip());
    Set<DriverId> drivers = before == null ? new HashSet<>() : before.drivers();
    Set<DriverId> relieving = before == null ? new HashSet<>() : before.relieving();
    (relief ? relieving : drivers).add(closed.driver());
    refusals.put(closed.trip(), new Refusals(drivers, relieving, closed.occurredAt()));
  }

  private void forgetBefore(Instant horizon) {
    Iterator<Refusals> oldestFirst = refusals.values().iterator();
    while (oldestFirst.hasNext() && oldestFirst.next().last().isBefore(horizon)) {
      oldestFirst.remove();
    }
  }

  public Optional<OfferMade> findOpen(OfferId offer) {
    return Optional.ofNullable(open.get(offer));
  }

  /** In the order in which they were made. */
  public List<OfferMade> listOpenOf(TripId trip) {
    return openByTrip.getOrDefault(trip, Set.of()).stream().map(open::get).toList();
  }

  public List<OfferMade> listOpen() {
    return List.copyOf(open.values());
  }

  public int open() {
    return open.size();
  }

  public boolean hasOpen(DriverId driver) {
    return openByDriver.containsKey(driver);
  }

  public boolean hasOpen(TripId trip) {
    return openByTrip.containsKey(trip);
  }

  public int openOf(TripId trip) {
    return openByTrip.getOrDefault(trip, Set.of()).size();
  }

  /** Whether the driver did not want to relieve the one who has this trip. */
  public boolean hasRefusedRelief(TripId trip, DriverId driver) {
    Refusals known = refusals.get(trip);
    return known != null && known.relieving().contains(driver);
  }

  /** Whether the driver declined this trip or let its offer expire, when it had no car. */
  public boolean hasRefused(TripId trip, DriverId driver) {
    Refusals known = refusals.get(trip);
    return known != null && known.drivers().contains(driver);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OfferBook book
        && open.equals(book.open)
        && openByDriver.equals(book.openByDriver)
        && openByTrip.equals(book.openByTrip)
        && refusals.equals(book.refusals);
  }

  @Override
  public int hashCode() {
    return open.hashCode();
  }

  @Override
  public String toString() {
    return "OfferBook" + open.values() + refusals;
  }
}
