package io.kerb.local;

import io.kerb.local.command.KerbCommand;

/** The launcher's main; {@code deploy/kerb} finds a Java and calls it. */
public final class KerbLocal {
  private KerbLocal() {}

  public static void main(String[] args) {
    System.exit(KerbCommand.execute(args));
  }
}
