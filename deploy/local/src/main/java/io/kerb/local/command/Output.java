package io.kerb.local.command;

import io.kerb.local.LocalException;
import io.kerb.local.json.JsonObject;
import java.io.PrintStream;

/**
 * Says what happens: to a person as text, to a script as one JSON object a line. A person's errors
 * go to standard error; a script's are objects among the others.
 */
final class Output {
  private final boolean json;
  private final PrintStream out;
  private final PrintStream err;
  private final long startedMs;
  private final boolean terminal;
  private int statusWidth;

  /**
   * @param startedMs the wall clock when the command was typed, before any build
   * @param terminal whether a line can be overwritten
   */
  Output(boolean json, PrintStream out, PrintStream err, long startedMs, boolean terminal) {
    this.json = json;
    this.out = out;
    this.err = err;
    this.startedMs = startedMs;
    this.terminal = terminal;
  }

  static Output standard(boolean json) {
    String started = System.getenv("KERB_STARTED_MS");
    boolean given = started != null && started.matches("\\d{1,15}");
    return new Output(
        json,
        System.out,
        System.err,
        given ? Long.parseLong(started) : System.currentTimeMillis(),
        System.console() != null);
  }

  boolean isJson() {
    return json;
  }

  long elapsedMs() {
    return System.currentTimeMillis() - startedMs;
  }

  /** Something on the way was reached. */
  synchronized void step(String text) {
    if (json) {
      print(JsonObject.event("progress").with("step", text).with("elapsed_ms", elapsedMs()));
    } else {
      clearStatus();
      out.printf("%6.1f s  %s%n", elapsedMs() / 1000.0, text);
    }
  }

  /** A result: the object for a script, the text for a person. */
  synchronized void result(JsonObject object, String text) {
    if (json) {
      print(object);
    } else {
      clearStatus();
      out.println(text);
    }
  }

  /** A line that the next one replaces; only for a person at a terminal. */
  synchronized void status(String text) {
    if (!json && terminal) {
      out.print("\r" + text + " ".repeat(Math.max(0, statusWidth - text.length())));
      out.flush();
      statusWidth = text.length();
    }
  }

  void error(LocalException e) {
    error(e.code(), e.getMessage(), e.fix());
  }

  synchronized void error(String code, String message, String fix) {
    if (json) {
      print(
          JsonObject.event("error")
              .with("code", code)
              .with("message", message)
              .with("fix", fix)
              .with("elapsed_ms", elapsedMs()));
    } else {
      clearStatus();
      err.println("kerb: " + message);
      if (!fix.isEmpty()) {
        err.println("      To mend it: " + fix + ".");
      }
    }
  }

  private void print(JsonObject object) {
    out.println(object);
    out.flush();
  }

  private void clearStatus() {
    if (statusWidth > 0) {
      out.print("\r" + " ".repeat(statusWidth) + "\r");
      statusWidth = 0;
    }
  }
}
