package io.kerb.pricing.fare;

import java.util.Optional;

/** Keeps every table that quotes were made by, for as long as one may ask. */
public interface FareArchive {

  /** Has kept it when this returns; keeping it twice is keeping it once. */
  void keep(FareTable table);

  Optional<FareTable> find(String digest);
}
