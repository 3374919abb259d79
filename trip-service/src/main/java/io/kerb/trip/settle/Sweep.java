package io.kerb.trip.settle;

import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One item's failure must not keep a sweep from the others; its row stays for the next sweep. */
final class Sweep {
  private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);

  private Sweep() {}

  static <T> void each(String what, List<T> items, Consumer<T> action) {
    for (T item : items) {
      try {
        action.accept(item);
      } catch (RuntimeException e) {
        LOG.warn("{} {} is left to the next sweep: {}", what, item, e.toString());
      }
    }
  }
}
