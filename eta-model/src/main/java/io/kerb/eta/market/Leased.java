package io.kerb.eta.market;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Something that is closed when its holder let go of it and the last who uses it is done. Safe for
 * many threads.
 */
final class Leased<T> {
  private final T thing;
  private final Consumer<T> close;

  /** The holder counts as one; at 0 it is closed, and nobody can take it any more. */
  private final AtomicInteger users = new AtomicInteger(1);

  Leased(T thing, Consumer<T> close) {
    this.thing = thing;
    this.close = close;
  }

  /** Whether it may be used, until {@link #giveBack}. */
  boolean tryTake() {
    return users.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
  }

  T thing() {
    return thing;
  }

  void giveBack() {
    if (users.decrementAndGet() == 0) {
      close.accept(thing);
    }
  }

  /** The holder lets go; once. */
  void retire() {
    giveBack();
  }
}
