package io.kerb.trip.push;

import io.kerb.dispatch.api.OfferId;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.RiderId;
import io.kerb.location.api.TripId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Something that happened and that some listeners have to hear. */
public sealed interface Notice {

  /** The rider who hears it, if riders do. */
  Optional<RiderId> findRider();

  /** The drivers who hear it. */
  Set<DriverId> drivers();

  /** Whether operators hear it. */
  boolean forOperators();

  Payload payload();

  /**
   * A trip has reached a version; the payload is its whole state.
   *
   * @param drivers who has the trip, and who had it until this version
   */
  record TripChanged(
      TripId trip,
      long version,
      RiderId rider,
      Set<DriverId> drivers,
      Instant occurredAt,
      Payload payload)
      implements Notice {
    public TripChanged {
      drivers = Set.copyOf(drivers);
    }

    @Override
    public Optional<RiderId> findRider() {
      return Optional.of(rider);
    }

    @Override
    public boolean forOperators() {
      return true;
    }

    public EventId eventId() {
      return new EventId(trip, version);
    }
  }

  /** A driver has an offer, good until {@code expiresAt}. */
  record OfferMade(OfferId offer, TripId trip, DriverId driver, Instant expiresAt, Payload payload)
      implements Notice {
    @Override
    public Optional<RiderId> findRider() {
      return Optional.empty();
    }

    @Override
    public Set<DriverId> drivers() {
      return Set.of(driver);
    }

    @Override
    public boolean forOperators() {
      return true;
    }
  }

  /** An offer is over, whatever the reason. */
  record OfferClosed(
      OfferId offer, TripId trip, DriverId driver, Instant occurredAt, Payload payload)
      implements Notice {
    @Override
    public Optional<RiderId> findRider() {
      return Optional.empty();
    }

    @Override
    public Set<DriverId> drivers() {
      return Set.of(driver);
    }

    @Override
    public boolean forOperators() {
      return true;
    }
  }

  /** Where the driver who is coming is now; only the newest is of interest. */
  record DriverMoved(TripId trip, RiderId rider, Payload payload) implements Notice {
    @Override
    public Optional<RiderId> findRider() {
      return Optional.of(rider);
    }

    @Override
    public Set<DriverId> drivers() {
      return Set.of();
    }

    @Override
    public boolean forOperators() {
      return false;
    }
  }
}
