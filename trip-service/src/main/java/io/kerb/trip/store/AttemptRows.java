package io.kerb.trip.store;

import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Attempts whose outcome may be unknown. Plain writes. */
public interface AttemptRows {
  void put(Attempt attempt);

  void remove(UUID id);

  Optional<Attempt> findAttempt(UUID id);

  void forEach(Consumer<Attempt> visitor);
}
