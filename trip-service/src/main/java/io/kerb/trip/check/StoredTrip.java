package io.kerb.trip.check;

import io.kerb.location.api.TripId;
import io.kerb.trip.aggregate.Trip;
import io.kerb.trip.store.StoredEvent;
import java.util.List;

/** A trip's partition as it was read at one moment: its state and its log. */
public record StoredTrip(TripId id, Trip state, List<StoredEvent> events) {}
