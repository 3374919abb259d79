package io.kerb.trip.store;

import io.kerb.location.api.DriverId;
import io.kerb.location.api.RiderId;
import java.time.Instant;
import java.util.List;

/** Blocked pairs, and who changed them. Plain writes: each may be repeated. */
public interface BlockRows {

  /**
   * @param actor who changed it, for the audit
   */
  record Change(Block block, Kind kind, String actor, Instant at) {
    public enum Kind {
      BLOCKED,
      LIFTED
    }
  }

  /** Writes the pair, or removes it, and notes the change. */
  void apply(Change change);

  /** Of either side. */
  List<Block> listByRider(RiderId rider, int limit);

  /** Of either side. */
  List<Block> listByDriver(DriverId driver, int limit);

  /** What this side said of riders; one slice of a partition. */
  List<Block> listOwn(DriverId driver, int limit);

  /** Newest first. */
  List<Change> listChanges(RiderId rider, int limit);
}
