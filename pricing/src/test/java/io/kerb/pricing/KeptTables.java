package io.kerb.pricing;

import io.kerb.pricing.fare.FareArchive;
import io.kerb.pricing.fare.FareTable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** An archive in a map. */
public final class KeptTables implements FareArchive {
  private final Map<String, FareTable> tables = new HashMap<>();

  @Override
  public void keep(FareTable table) {
    tables.put(table.digest(), table);
  }

  @Override
  public Optional<FareTable> find(String digest) {
    return Optional.ofNullable(tables.get(digest));
  }
}
