package io.kerb.dispatch.exchange;

import io.kerb.dispatch.exchange.ExchangeOrdered.Step;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.TripId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A market's open exchanges, folded from {@link ExchangeEvent} alone. Confined to one thread. */
public final class ExchangeBook {
  private final Map<String, ExchangeOrdered> open = new LinkedHashMap<>();
  private final Set<TripId> trips = new HashSet<>();
  private final Set<DriverId> drivers = new HashSet<>();

  /**
   * @throws IllegalStateException if a trip or a driver would be in two open exchanges: then two
   *     writers were at work
   */
  public void apply(ExchangeEvent event) {
    if (event instanceof ExchangeOrdered ordered) {
      for (Step step : ordered.steps()) {
        if (!trips.add(step.trip()) || !drivers.add(step.to())) {
          throw new IllegalStateException(
              "exchange " + ordered.exchange() + ": " + step + " is in another one");
        }
      }
      open.put(ordered.exchange(), ordered);
    } else {
      ExchangeOrdered closed = open.remove(event.exchange());
      if (closed != null) {
        for (Step step : closed.steps()) {
          trips.remove(step.trip());
          drivers.remove(step.to());
        }
      }
    }
  }

  public List<ExchangeOrdered> listOpen() {
    return List.copyOf(open.values());
  }

  public int open() {
    return open.size();
  }

  public boolean isExchanged(TripId trip) {
    return trips.contains(trip);
  }

  public boolean isExchanged(DriverId driver) {
    return drivers.contains(driver);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExchangeBook book && open.equals(book.open);
  }

  @Override
  public int hashCode() {
    return open.hashCode();
  }

  @Override
  public String toString() {
    return "ExchangeBook" + open.values();
  }
}
