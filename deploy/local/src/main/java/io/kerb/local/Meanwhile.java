package io.kerb.local;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Something slow that is done beside the rest, on a thread of its own: mostly waiting for another
 * process. (The common pool has one thread on a machine of two cores, and would queue them.)
 */
public final class Meanwhile<T> {
  private final CompletableFuture<T> result = new CompletableFuture<>();

  private Meanwhile() {}

  public static <T> Meanwhile<T> start(Supplier<T> work) {
    Meanwhile<T> meanwhile = new Meanwhile<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                meanwhile.result.complete(work.get());
              } catch (RuntimeException | Error e) {
                meanwhile.result.completeExceptionally(e);
              }
            },
            "meanwhile");
    thread.setDaemon(true);
    thread.start();
    return meanwhile;
  }

  /** Waits for it; throws what it threw. */
  public T result() {
    try {
      return result.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }
}
