package io.kerb.eta.network;

import io.kerb.location.api.LatLng;
import java.nio.file.Path;

/** Tiny cities for tests of other packages. */
public final class TinyExtracts {
  private TinyExtracts() {}

  /** A grid of so many streets each way, 111 m apart, from 0, 0 to the north and east. */
  public static Path write(Path file, int streets) {
    return new TinyCity(streets).write(file);
  }

  /** The crossing of two of its streets. */
  public static LatLng corner(int row, int column) {
    return new TinyCity(1).corner(row, column);
  }
}
