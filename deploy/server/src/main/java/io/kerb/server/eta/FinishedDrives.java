package io.kerb.server.eta;

import io.kerb.eta.market.RoadNetworks;
import io.kerb.eta.market.RoadNetworks.EmptyRoad;
import io.kerb.eta.serving.EtaModels;
import io.kerb.eta.serving.FinishedDrive;
import io.kerb.location.api.Markets;
import io.kerb.runtime.kafka.KafkaSettings;
import io.kerb.runtime.kafka.PoisonException;
import io.kerb.runtime.kafka.RecordLoop;
import io.kerb.runtime.kafka.RecordValue;
import io.kerb.trip.adapter.kafka.TopicScan;
import io.kerb.trip.api.TripTopics;
import io.kerb.trip.drive.Drive;
import io.kerb.trip.drive.Drives;
import io.kerb.trip.drive.Finding;
import io.kerb.trip.store.StoredEvent;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;

/**
 * Tells the models of this instance of every drive that finishes, and at its start of the last
 * hours' again. What counts as a drive is what the export for training takes.
 */
final class FinishedDrives implements AutoCloseable {
  /** As far back as live residuals look, and the longest drive before. */
  private static final Duration SINCE = Duration.ofHours(3).plus(Drives.LONGEST);

  /** Trips under way, or finished so lately that they may be published again. */
  private static final int REMEMBERED = 100_000;

  private final EtaModels models;
  private final RoadNetworks roads;
  private final Markets markets;
  private final Drives drives = new Drives(REMEMBERED);
  private final RecordLoop loop;

  FinishedDrives(
      EtaModels models,
      RoadNetworks roads,
      Markets markets,
      KafkaSettings kafka,
      Producer<String, byte[]> producer) {
    this.models = models;
    this.roads = roads;
    this.markets = markets;
    this.loop =
        RecordLoop.ofAll(
            "eta-finished-drives",
            List.of(kafka.topic(TripTopics.TRIP_EVENTS)),
            SINCE,
            kafka,
            producer,
            this::handle);
  }

  private void handle(ConsumerRecord<String, byte[]> record) {
    if (drives.apply(read(record)).orElse(null) instanceof Finding.Usable usable) {
      hear(usable.drive());
    }
  }

  private static StoredEvent read(ConsumerRecord<String, byte[]> record) {
    RecordValue.of(record);
    try {
      return TopicScan.parse(record);
    } catch (IllegalStateException e) {
      throw new PoisonException(e.getMessage(), e);
    }
  }

  private void hear(Drive drive) {
    if (markets.findMarket(drive.market()).isEmpty()) {
      return; // a market that was given up
    }
    EmptyRoad empty = roads.emptyRoad(drive.market(), drive.pickup(), drive.dropoff());
    if (Double.isFinite(empty.seconds())) {
      models.hear(
          drive.market(),
          new FinishedDrive(
              new io.kerb.eta.residual.Drive(drive.pickup(), drive.dropoff(), empty.seconds()),
              empty.roads(),
              drive.startedAt(),
              drive.endedAt(),
              drive.routeS()));
    }
  }

  @Override
  public void close() {
    loop.close();
  }
}
