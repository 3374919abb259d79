package io.kerb.local;

import java.io.Serial;

/**
 * Something on this machine is not as it must be. The message is for the person at the terminal:
 * what was seen, and what to do about it.
 */
public final class LocalException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final String code;
  private final String fix;

  public LocalException(String code, String message, String fix) {
    super(message);
    this.code = code;
    this.fix = fix;
  }

  /** Short and unchanging, such as {@code port_in_use}. */
  public String code() {
    return code;
  }

  public String fix() {
    return fix;
  }
}
