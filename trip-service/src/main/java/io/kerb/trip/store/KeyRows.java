package io.kerb.trip.store;

import io.kerb.location.api.RiderId;
import java.util.Optional;
import java.util.UUID;

/** The Idempotency-Keys in use, for a day each. */
public interface KeyRows {

  /** A serial read. */
  Optional<KeyRecord> findKey(RiderId rider, String key);

  /**
   * One try to take the key.
   *
   * @return the record that stands: this one if the key was free, else another's
   * @throws UnknownOutcomeException if the store did not answer
   */
  KeyRecord take(KeyRecord record);

  /**
   * One try to write the record over that of the holder before, if that one still holds the key and
   * has not refused: with a new holder, or with the holder's own refusal.
   *
   * @return the record that stands
   * @throws UnknownOutcomeException if the store did not answer
   */
  KeyRecord replace(UUID holderBefore, KeyRecord record);
}
