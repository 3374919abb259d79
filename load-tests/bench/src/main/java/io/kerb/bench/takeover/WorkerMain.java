package io.kerb.bench.takeover;

import io.kerb.bench.town.Desk;
import io.kerb.bench.town.Town;
import io.kerb.dispatch.adapter.kafka.DispatchWorker;
import io.kerb.dispatch.policy.DispatchPolicy;
import io.kerb.location.index.adapter.RedisSupplySearch;
import io.kerb.location.index.adapter.SupplyShards;
import io.kerb.runtime.kafka.KafkaSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;

/**
 * A dispatcher in a process of its own. Its policy bears its name, and so does everything that it
 * writes. Says {@code owns} or {@code waits} whenever that changes; ends when its input does.
 */
final class WorkerMain {
  private static final int LOOK_EVERY_MS = 20;

  private WorkerMain() {}

  /** Arguments: name, Kafka, topics' prefix, shards, OSM file, directory of imported roads. */
  public static void main(String[] args) throws Exception {
    KafkaSettings settings = new KafkaSettings(args[1], args[2]);
    Town town = Town.open(Optional.of(Path.of(args[4])), Path.of(args[5]));
    SupplyShards shards = SupplyShards.connect(List.of(args[3].split(",")));
    DispatchWorker worker =
        new Desk(town, settings, new KafkaProducer<>(settings.producer()))
            .startWorker(
                DispatchPolicy.named(args[0]).build(),
                new RedisSupplySearch(shards, town.markets(), Clock.systemUTC()),
                town.roads());
    Thread teller = new Thread(() -> tell(worker, town), "teller");
    teller.setDaemon(true);
    teller.start();
    while (System.in.read() >= 0) {}
    Runtime.getRuntime().halt(0);
  }

  private static void tell(DispatchWorker worker, Town town) {
    boolean owned = false;
    System.out.println(WorkerProcess.WAITS);
    while (true) {
      boolean owns = worker.owns(town.market().marketId());
      if (owns != owned) {
        owned = owns;
        System.out.println(owned ? WorkerProcess.OWNS : WorkerProcess.WAITS);
      }
      try {
        Thread.sleep(LOOK_EVERY_MS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }
}
