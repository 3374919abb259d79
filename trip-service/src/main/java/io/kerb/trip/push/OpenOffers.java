package io.kerb.trip.push;

import io.kerb.dispatch.api.OfferId;
import io.kerb.location.api.DriverId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The offers that drivers have now, folded from offer-events. An offer leaves when it is closed or
 * its time is over, whichever is first: after its dispatcher's death nobody closes it. Thread-safe.
 */
public final class OpenOffers {
  /** A big city's offers at once, many times over; beyond it the oldest leave. */
  public static final int OFFERS_MAX = 100_000;

  private final int max;
  private final Map<OfferId, Notice.OfferMade> byId = new LinkedHashMap<>();
  private final Map<DriverId, List<OfferId>> byDriver = new LinkedHashMap<>();

  public OpenOffers() {
    this(OFFERS_MAX);
  }

  OpenOffers(int max) {
    this.max = max;
  }

  public synchronized void made(Notice.OfferMade offer, Instant now) {
    expire(now);
    if (!now.isBefore(offer.expiresAt()) || byId.containsKey(offer.offer())) {
      return;
    }
    if (byId.size() >= max) {
      remove(byId.keySet().iterator().next());
    }
    byId.put(offer.offer(), offer);
    byDriver.computeIfAbsent(offer.driver(), driver -> new ArrayList<>(1)).add(offer.offer());
  }

  public synchronized void closed(OfferId offer) {
    remove(offer);
  }

  /** The driver's open offers, the one that ends first at the front. */
  public synchronized List<Notice.OfferMade> listFor(DriverId driver, Instant now) {
    return byDriver.getOrDefault(driver, List.of()).stream()
        .map(byId::get)
        .filter(offer -> now.isBefore(offer.expiresAt()))
        .sorted(Comparator.comparing(Notice.OfferMade::expiresAt))
        .toList();
  }

  /** All open offers, the oldest first. */
  public synchronized List<Notice.OfferMade> listAll(Instant now) {
    return byId.values().stream().filter(offer -> now.isBefore(offer.expiresAt())).toList();
  }

  /** Offers are made with one TTL, so the oldest end first: looking at the front is enough. */
  private void expire(Instant now) {
    while (!byId.isEmpty()) {
      Notice.OfferMade oldest = byId.values().iterator().next();
      if (now.isBefore(oldest.expiresAt())) {
        return;
      }
      remove(oldest.offer());
    }
  }

  private void remove(OfferId id) {
    Notice.OfferMade offer = byId.remove(id);
    if (offer != null) {
      byDriver.computeIfPresent(
          offer.driver(),
          (driver, ids) -> {
            ids.remove(id);
            return ids.isEmpty() ? null : ids;
          });
    }
  }
}
