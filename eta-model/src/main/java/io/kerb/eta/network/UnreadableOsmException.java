package io.kerb.eta.network;

import java.nio.file.Path;

/** This file is no OpenStreetMap extract that can be driven on; says why and what may help. */
public final class UnreadableOsmException extends RuntimeException {
  UnreadableOsmException(Path file, String reason, Throwable cause) {
    super("cannot read the road network from " + file + ": " + reason, cause);
  }
}
