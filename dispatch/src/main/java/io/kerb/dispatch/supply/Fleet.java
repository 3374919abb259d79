package io.kerb.dispatch.supply;

import io.kerb.location.api.DriverId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A market's drivers, folded from their statuses. Confined to one thread. */
public final class Fleet {
  private final Map<DriverId, Driver> drivers = new HashMap<>();
  private final Set<DriverId> engaged = new HashSet<>();
  private int onDuty;

  /** Older versions are dropped: a compacted topic may still hold them. */
  public void apply(StatusChanged event) {
    Driver after = event.after();
    Driver before = getDriver(after.driver());
    if (after.version() <= before.version()) {
      return;
    }
    drivers.put(after.driver(), after);
    onDuty += (after.onDuty() ? 1 : 0) - (before.onDuty() ? 1 : 0);
    if (after.engaged()) {
      engaged.add(after.driver());
    } else {
      engaged.remove(after.driver());
    }
  }

  public Optional<Driver> findDriver(DriverId driver) {
    return Optional.ofNullable(drivers.get(driver));
  }

  /** The driver, at version 0 if nothing was published of them yet. */
  public Driver getDriver(DriverId driver) {
    Driver known = drivers.get(driver);
    return known == null ? Driver.unknown(driver) : known;
  }

  public boolean isOnDuty(DriverId driver) {
    Driver known = drivers.get(driver);
    return known != null && known.onDuty();
  }

  /** Who is published as engaged. */
  public Set<DriverId> listEngaged() {
    return Set.copyOf(engaged);
  }

  public int onDuty() {
    return onDuty;
  }

  /** On duty and without a trip. */
  public int idle() {
    int busy = 0;
    for (DriverId driver : engaged) {
      busy += isOnDuty(driver) ? 1 : 0;
    }
    return onDuty - busy;
  }

  public int engaged() {
    return engaged.size();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Fleet fleet && drivers.equals(fleet.drivers);
  }

  @Override
  public int hashCode() {
    return drivers.hashCode();
  }

  @Override
  public String toString() {
    return "Fleet" + drivers.values();
  }
}
