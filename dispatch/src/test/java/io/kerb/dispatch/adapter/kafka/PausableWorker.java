package io.kerb.dispatch.adapter.kafka;

import io.kerb.runtime.kafka.KafkaSettings;
import java.time.Duration;

/** A dispatcher in a process of its own, so that a test can stop the whole of it. */
final class PausableWorker {
  private PausableWorker() {}

  /** Arguments: Kafka's address, the topics' prefix, then driver and metres by turns. */
  public static void main(String[] args) throws Exception {
    SmallTown town = new SmallTown(new KafkaSettings(args[0], args[1]));
    for (int i = 2; i < args.length; i += 2) {
      town.park(Long.parseLong(args[i]), Integer.parseInt(args[i + 1]));
    }
    town.startWorker(Duration.ofSeconds(2), town.producer());
    // Until the test kills it, or dies itself.
    while (System.in.read() >= 0) {}
    Runtime.getRuntime().halt(0);
  }
}
