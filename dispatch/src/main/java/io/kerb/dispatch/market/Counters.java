package io.kerb.dispatch.market;

import io.kerb.dispatch.offer.OfferClosed;
import io.kerb.dispatch.offer.OfferEvent;
import io.kerb.dispatch.request.TripChanged;

/** What has happened in a market since it began. */
public record Counters(
    long requested,
    long offers,
    long accepted,
    long declined,
    long expired,
    long withdrawn,
    long completed,
    long canceled,
    long noDrivers,
    long replaced) {
  public static final Counters ZERO = new Counters(0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  public Counters count(TripChanged event) {
    return switch (event.cause()) {
      case REQUESTED -> plus(new Counters(1, 0, 0, 0, 0, 0, 0, 0, 0, 0));
      case COMPLETED -> plus(new Counters(0, 0, 0, 0, 0, 0, 1, 0, 0, 0));
      case CANCELED -> plus(new Counters(0, 0, 0, 0, 0, 0, 0, 1, 0, 0));
      case NO_DRIVERS -> plus(new Counters(0, 0, 0, 0, 0, 0, 0, 0, 1, 0));
      case REPLACED -> plus(new Counters(0, 0, 0, 0, 0, 0, 0, 0, 0, 1));
      case OTHER -> this;
    };
  }

  public Counters count(OfferEvent event) {
    if (event instanceof OfferClosed closed) {
      return switch (closed.reason()) {
        case ACCEPTED -> plus(new Counters(0, 0, 1, 0, 0, 0, 0, 0, 0, 0));
        case DECLINED -> plus(new Counters(0, 0, 0, 1, 0, 0, 0, 0, 0, 0));
        case EXPIRED -> plus(new Counters(0, 0, 0, 0, 1, 0, 0, 0, 0, 0));
        case WITHDRAWN -> plus(new Counters(0, 0, 0, 0, 0, 1, 0, 0, 0, 0));
      };
    }
    return plus(new Counters(0, 1, 0, 0, 0, 0, 0, 0, 0, 0));
  }

  private Counters plus(Counters more) {
    return new Counters(
        requested + more.requested,
        offers + more.offers,
        accepted + more.accepted,
        declined + more.declined,
        expired + more.expired,
        withdrawn + more.withdrawn,
        completed + more.completed,
        canceled + more.canceled,
        noDrivers + more.noDrivers,
        replaced + more.replaced);
  }
}
