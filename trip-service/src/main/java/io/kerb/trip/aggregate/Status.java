package io.kerb.trip.aggregate;

import java.util.Locale;

/** A trip's place in its life, by the names that mobile developers know. */
public enum Status {
  SCHEDULED,
  PROCESSING,
  ACCEPTED,
  ARRIVING,
  IN_PROGRESS,
  COMPLETED,
  NO_DRIVERS_AVAILABLE,
  RIDER_CANCELED,
  DRIVER_CANCELED;

  public boolean isTerminal() {
    return compareTo(COMPLETED) >= 0;
  }

  /** The wire form, such as {@code in_progress}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
