package io.kerb.city.api;

import java.time.Duration;
import java.time.Instant;

/** The one thread on which the city lives, and its clock. */
public interface Loop {
  Instant now();

  void after(Duration delay, Runnable action);
}
