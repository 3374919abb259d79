package io.kerb.trip.push;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Brings each notice to everybody who listens for it. Publishing never waits for a listener.
 * Thread-safe.
 */
public final class Switchboard {

  /**
   * @param streams open at once on this instance; one more is refused
   * @param perPerson open at once for one person; one more replaces their oldest
   * @param queue news that may wait for a rider or a driver
   * @param operatorQueue news that may wait for an operator, who hears everything
   * @param recentChanges remembered for operators who come back
   */
  public record Bounds(
      int streams, int perPerson, int queue, int operatorQueue, int recentChanges) {}

  private final Bounds bounds;
  private final OpenOffers offers;
  private final RecentChanges recent;
  private final Map<Subscriber, Deque<Subscription>> listeners = new HashMap<>();
  private final Set<Subscriber> operators = new HashSet<>();
  private int streams;

  public Switchboard(Bounds bounds, OpenOffers offers) {
    this.bounds = bounds;
    this.offers = offers;
    this.recent = new RecentChanges(bounds.recentChanges());
  }

  /**
   * Starts to collect news for this listener; the stream opens with {@link Subscription#begin}.
   * Read the snapshot after this call, so that nothing falls between the two.
   *
   * @return empty if this instance has as many streams as it may have
   */
  public Optional<Subscription> subscribe(Subscriber subscriber, Instant now, Runnable wake) {
    Subscription replaced = null;
    Subscription added;
    synchronized (this) {
      Deque<Subscription> own = listeners.get(subscriber);
      boolean replaces = own != null && own.size() >= bounds.perPerson();
      if (!replaces && streams >= bounds.streams()) {
        return Optional.empty();
      }
      if (replaces) {
        replaced = own.remove();
        streams--;
      }
      boolean operator = subscriber instanceof Subscriber.Operator;
      added =
          new Subscription(
              subscriber, now, operator ? bounds.operatorQueue() : bounds.queue(), wake);
      listeners.computeIfAbsent(subscriber, s -> new ArrayDeque<>(1)).add(added);
      streams++;
      if (operator) {
        operators.add(subscriber);
      }
    }
    if (replaced != null) {
      replaced.close(CloseReason.REPLACED);
    }
    return Optional.of(added);
  }

  public synchronized void unsubscribe(Subscription subscription) {
    Deque<Subscription> own = listeners.get(subscription.subscriber());
    if (own != null && own.remove(subscription)) {
      streams--;
      if (own.isEmpty()) {
        listeners.remove(subscription.subscriber());
        operators.remove(subscription.subscriber());
      }
    }
  }

  public void publish(Notice notice, Instant now) {
    if (notice instanceof Notice.OfferMade made) {
      offers.made(made, now);
    } else if (notice instanceof Notice.OfferClosed closed) {
      offers.closed(closed.offer());
    } else if (notice instanceof Notice.TripChanged change) {
      recent.add(change);
    }
    for (Subscription listener : listenersOf(notice)) {
      listener.offer(notice);
    }
  }

  /** What this listener has to be told at the start besides the trips that the store has. */
  public List<Notice> listOpenOffers(Subscriber subscriber, Instant now) {
    if (subscriber instanceof Subscriber.Driver driver) {
      return List.copyOf(offers.listFor(driver.id(), now));
    }
    return subscriber instanceof Subscriber.Operator ? List.copyOf(offers.listAll(now)) : List.of();
  }

  /** What an operator missed since this event, as far as it is remembered. */
  public List<Notice> listChangesAfter(EventId lastSeen) {
    return List.copyOf(recent.after(lastSeen));
  }

  public synchronized int streams() {
    return streams;
  }

  /** Every stream that is open now. */
  public synchronized List<Subscription> listSubscriptions() {
    return listeners.values().stream().flatMap(Deque::stream).toList();
  }

  private synchronized List<Subscription> listenersOf(Notice notice) {
    List<Subscription> found = new ArrayList<>();
    notice.findRider().map(Subscriber.Rider::new).ifPresent(rider -> collect(rider, found));
    notice.drivers().forEach(driver -> collect(new Subscriber.Driver(driver), found));
    if (notice.forOperators()) {
      operators.forEach(operator -> collect(operator, found));
    }
    return found;
  }

  private void collect(Subscriber subscriber, List<Subscription> found) {
    Deque<Subscription> own = listeners.get(subscriber);
    if (own != null) {
      found.addAll(own);
    }
  }
}
