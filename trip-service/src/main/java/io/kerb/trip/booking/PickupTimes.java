package io.kerb.trip.booking;

import io.kerb.location.api.MarketId;
import io.kerb.trip.aggregate.Trip;
import io.kerb.trip.aggregate.TripEvent;
import io.kerb.trip.aggregate.TripState;
import io.kerb.trip.settle.Follower;
import io.kerb.trip.store.PickupTimeRows;
import io.kerb.trip.store.PickupTimeRows.Sums;
import io.kerb.trip.store.StoredEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Learns how long riders wait from asking to the car's arrival: search, declined offers, new
 * searches and the drive together. Each run of an instance sums up what it settles itself, by
 * market and hour, and writes its sums from time to time; a run that dies loses the seconds since.
 */
public final class PickupTimes implements Follower {
  /** Whoever waited longer is counted with this: one lost trip must not move an hour. */
  static final Duration WAIT_MAX = Duration.ofHours(1);

  /** Sums of older hours are complete. */
  private static final Duration KEPT = Duration.ofHours(3);

  /** Most sums in memory, of the newest hours. */
  private static final int SUMS_MAX = 10_000;

  private record Key(MarketId market, Instant hour) {}

  private final PickupTimeRows rows;
  private final UUID run;
  private final Map<Key, Sums> sums = new HashMap<>();
  private final Map<Key, Sums> unwritten = new HashMap<>();

  /**
   * @param run of this instance; no other writes under it
   */
  public PickupTimes(PickupTimeRows rows, UUID run) {
    this.rows = rows;
    this.run = run;
  }

  @Override
  public void follow(StoredEvent event) {
    if (event.logged().event() instanceof TripEvent.DriverArrived
        && event.after().state() instanceof TripState.Arriving arriving) {
      learn(event.after(), arriving);
    }
  }

  private synchronized void learn(Trip trip, TripState.Arriving arriving) {
    Instant asked = arriving.request().waitingSince();
    Key key = new Key(trip.ride().market(), asked.truncatedTo(ChronoUnit.HOURS));
    if (!sums.containsKey(key) && sums.size() >= SUMS_MAX) {
      return;
    }
    Duration waited = Duration.between(asked, arriving.arrivedAt());
    Sums after =
        sums.getOrDefault(key, Sums.NONE)
            .plus(Math.max(0, Math.min(waited.toSeconds(), WAIT_MAX.toSeconds())));
    sums.put(key, after);
    unwritten.put(key, after);
  }

  /**
   * @throws RuntimeException if the store did not answer; what was not written is written next time
   */
  public void write(Instant now) {
    Map<Key, Sums> news;
    synchronized (this) {
      news = Map.copyOf(unwritten);
      sums.keySet().removeIf(key -> key.hour().isBefore(now.minus(KEPT)) && !news.containsKey(key));
    }
    for (Map.Entry<Key, Sums> entry : news.entrySet()) {
      rows.put(entry.getKey().market(), entry.getKey().hour(), run, entry.getValue());
      synchronized (this) {
        unwritten.remove(entry.getKey(), entry.getValue());
      }
    }
  }
}
