package io.kerb.eta.residual;

import java.nio.file.Path;

/** An artifact cannot be used; the message names the file and the reason. */
public final class UnreadableModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableModelException(Path file, String reason) {
    super("the model " + file + " " + reason);
  }
}
