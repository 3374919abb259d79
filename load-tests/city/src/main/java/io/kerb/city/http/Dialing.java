package io.kerb.city.http;

import io.kerb.city.api.Identity;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Opens one person's line with a token, and after each failure again, later and later. */
final class Dialing {
  private final TokenDesk tokens;
  private final CityLoop loop;
  private final RandomGenerator random;
  private final Identity who;
  private int failures;
  private boolean closed;

  Dialing(TokenDesk tokens, CityLoop loop, RandomGenerator random, Identity who) {
    this.tokens = tokens;
    this.loop = loop;
    this.random = random;
    this.who = who;
  }

  /**
   * @param connect is given a token; not called once this is closed
   */
  void dial(Consumer<String> connect) {
    tokens.withToken(
        who,
        token -> {
          if (closed) {
            return;
          }
          token.ifPresentOrElse(connect, () -> dialAgain(connect));
        });
  }

  void dialAgain(Consumer<String> connect) {
    failures++;
    loop.after(
        Backoff.after(failures, random),
        () -> {
          if (!closed) {
            dial(connect);
          }
        });
  }

  void succeeded() {
    failures = 0;
  }

  /** The next dialing asks for another token. */
  void forgetToken() {
    tokens.forget(who);
  }

  void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }
}
