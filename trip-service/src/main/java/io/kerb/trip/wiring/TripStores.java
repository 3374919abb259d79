package io.kerb.trip.wiring;

import com.datastax.oss.driver.api.core.CqlSession;
import io.kerb.trip.adapter.cassandra.CqlAttemptRows;
import io.kerb.trip.adapter.cassandra.CqlBlockRows;
import io.kerb.trip.adapter.cassandra.CqlBookingRows;
import io.kerb.trip.adapter.cassandra.CqlDeadlineRows;
import io.kerb.trip.adapter.cassandra.CqlIntentRows;
import io.kerb.trip.adapter.cassandra.CqlKeyRows;
import io.kerb.trip.adapter.cassandra.CqlPickupTimeRows;
import io.kerb.trip.adapter.cassandra.CqlSlotRows;
import io.kerb.trip.adapter.cassandra.CqlTripRows;
import io.kerb.trip.adapter.cassandra.CqlTripViews;
import io.kerb.trip.store.AttemptRows;
import io.kerb.trip.store.BlockRows;
import io.kerb.trip.store.BookingRows;
import io.kerb.trip.store.DeadlineRows;
import io.kerb.trip.store.IntentRows;
import io.kerb.trip.store.KeyRows;
import io.kerb.trip.store.PickupTimeRows;
import io.kerb.trip.store.SlotRows;
import io.kerb.trip.store.TripRows;
import io.kerb.trip.store.TripViews;
import java.time.Clock;

/** All that trip-service keeps. */
public record TripStores(
    TripRows trips,
    SlotRows drivers,
    SlotRows riders,
    KeyRows keys,
    IntentRows intents,
    AttemptRows attempts,
    DeadlineRows deadlines,
    TripViews views,
    BlockRows blocks,
    BookingRows bookings,
    PickupTimeRows pickupTimes) {

  public static TripStores inCassandra(CqlSession session, String keyspace, Clock clock) {
    return new TripStores(
        new CqlTripRows(session, keyspace),
        CqlSlotRows.ofDrivers(session, keyspace),
        CqlSlotRows.ofRiders(session, keyspace),
        new CqlKeyRows(session, keyspace),
        new CqlIntentRows(session, keyspace),
        new CqlAttemptRows(session, keyspace),
        new CqlDeadlineRows(session, keyspace),
        new CqlTripViews(session, keyspace),
        new CqlBlockRows(session, keyspace),
        new CqlBookingRows(session, keyspace, clock),
        new CqlPickupTimeRows(session, keyspace));
  }
}
