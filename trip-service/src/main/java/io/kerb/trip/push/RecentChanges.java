package io.kerb.trip.push;

import io.kerb.location.api.TripId;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The last trip changes of all markets, for operators who come back: a snapshot of open trips alone
 * would not tell them how the others ended. Thread-safe.
 */
final class RecentChanges {
  private final int max;
  private final Deque<Notice.TripChanged> changes = new ArrayDeque<>();

  RecentChanges(int max) {
    this.max = max;
  }

  synchronized void add(Notice.TripChanged change) {
    if (changes.size() >= max) {
      changes.remove();
    }
    changes.add(change);
  }

  /**
   * The newest version of each trip that changed after this event; nothing if the event is not
   * remembered. Only the newest: another instance's order between markets may differ, and an older
   * version must not follow a newer one.
   */
  synchronized Collection<Notice.TripChanged> after(EventId lastSeen) {
    Map<TripId, Notice.TripChanged> newest = new LinkedHashMap<>();
    boolean found = false;
    for (Notice.TripChanged change : changes) {
      if (found) {
        newest.merge(change.trip(), change, (a, b) -> b.version() > a.version() ? b : a);
      }
      found |= change.eventId().equals(lastSeen);
    }
    return List.copyOf(newest.values());
  }
}
