package io.kerb.pricing.adapter.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import io.kerb.location.api.Cell;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.Market;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.Markets;
import io.kerb.location.api.TripId;
import io.kerb.pricing.api.PricingTopics;
import io.kerb.pricing.forecast.CellDemand;
import io.kerb.pricing.forecast.DemandDays;
import io.kerb.pricing.forecast.DemandHistory;
import io.kerb.pricing.forecast.MarketDemand;
import io.kerb.pricing.forecast.SlotTime;
import io.kerb.pricing.surge.SurgeCells;
import io.kerb.runtime.kafka.ConsumerThread;
import io.kerb.runtime.kafka.KafkaSettings;
import io.kerb.runtime.kafka.Replay;
import io.kerb.trip.api.TripTopics;
import io.kerb.trip.wire.TripEvent;
import io.kerb.trip.wire.TripPlace;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Owns the forecast of the markets whose partition of {@code trip-events} it holds: counts their
 * requests and publishes what to expect, each quarter of an hour. The one thread of this class does
 * all of it.
 *
 * <p>A day that is over is saved; a successor takes the saved days and reads the events from the
 * first that is not, which is today, apart from a market's first start and from long outages.
 */
public final class ForecastWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ForecastWorker.class);
  private static final String GROUP = "forecast";
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration KAFKA_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration OUTAGE_PAUSE = Duration.ofSeconds(1);
  private static final Duration SAVE_RETRY = Duration.ofMinutes(1);

  private final Markets markets;
  private final DemandDays days;
  private final KafkaSettings kafka;
  private final Producer<String, byte[]> producer;
  private final Clock clock;
  private final KafkaConsumer<String, byte[]> consumer;
  private final ConsumerThread thread;
  private final Map<TopicPartition, Owned> owned = new HashMap<>();

  private ForecastWorker(
      Markets markets,
      DemandDays days,
      KafkaSettings kafka,
      Producer<String, byte[]> producer,
      Clock clock) {
    this.markets = markets;
    this.days = days;
    this.kafka = kafka;
    this.producer = producer;
    this.clock = clock;
    this.consumer = new KafkaConsumer<>(kafka.consumer(GROUP));
    this.thread = new ConsumerThread(GROUP, consumer, this::turn, () -> {});
  }

  /** Joins the group; it works until it is closed. */
  public static ForecastWorker start(
      Markets markets,
      DemandDays days,
      KafkaSettings kafka,
      Producer<String, byte[]> producer,
      Clock clock) {
    ForecastWorker worker = new ForecastWorker(markets, days, kafka, producer, clock);
    worker.subscribe();
    worker.thread.start();
    return worker;
  }

  private void subscribe() {
    consumer.subscribe(List.of(kafka.topic(TripTopics.TRIP_EVENTS)), new Ownership());
  }

  private static final class Owned {
    private final Market market;
    private final MarketDemand demand;
    private final long completeAt;
    private Instant saveAt;

    /**
     * @param completeAt the offset up to which events must be read before anything is told
     */
    private Owned(Market market, MarketDemand demand, long completeAt, Instant saveAt) {
      this.market = market;
      this.demand = demand;
      this.completeAt = completeAt;
      this.saveAt = saveAt;
    }
  }

  private void turn() {
    try {
      boolean read = false;
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        Owned owner = owned.get(new TopicPartition(record.topic(), record.partition()));
        if (owner != null) {
          fold(owner.demand, record.value());
        }
        read = true;
      }
      for (Map.Entry<TopicPartition, Owned> entry : owned.entrySet()) {
        if (consumer.position(entry.getKey(), KAFKA_TIMEOUT) >= entry.getValue().completeAt) {
          tickIfDue(entry.getValue());
          saveIfDue(entry.getValue());
        }
      }
      if (read) {
        consumer.commitAsync();
      }
    } catch (WakeupException e) {
      throw e;
    } catch (KafkaException | IllegalStateException e) {
      // An engine is away, or was while we took over: drop what we own and take it over again.
      LOG.warn("forecast pauses: {}", e.toString());
      owned.clear();
      pause();
      consumer.unsubscribe();
      subscribe();
    }
  }

  /** What counts: a request when it begins to look for a driver. */
  private void fold(MarketDemand demand, byte[] value) {
    try {
      TripEvent event = TripEvent.parseFrom(value == null ? new byte[0] : value);
      boolean requested =
          switch (event.getType()) {
            case REQUESTED -> event.getAfter().getScheduledAtMs() == 0;
            case RELEASED -> true;
            default -> false;
          };
      if (requested) {
        TripPlace pickup = event.getAfter().getPickup();
        demand.requested(
            TripId.parse(event.getTripId()),
            SurgeCells.of(LatLng.ofE7(pickup.getLatitudeE7(), pickup.getLongitudeE7())),
            Instant.ofEpochMilli(event.getOccurredAtMs()),
            clock.instant());
      }
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      // The same record is put aside by surge, which reads this topic, too.
      LOG.debug("no trip event: {}", e.toString());
    }
  }

  private void tickIfDue(Owned owner) {
    Instant now = clock.instant();
    if (owner.demand.isDue(now)) {
      publish(owner.market, owner.demand.tick(now));
    }
  }

  private void publish(Market market, MarketDemand.Update update) {
    for (CellDemand entry : update.entries()) {
      send(market, entry.cell(), ForecastRecords.encode(market.marketId(), entry));
    }
    for (Cell cell : update.gone()) {
      send(market, cell, null);
    }
  }

  private void send(Market market, Cell cell, byte[] value) {
    String topic = kafka.topic(PricingTopics.DEMAND_FORECAST);
    producer.send(new ProducerRecord<>(topic, market.partition(), cell.toString(), value));
  }

  /** A store that is away is no reason to stop forecasting; the day's events are kept for long. */
  private void saveIfDue(Owned owner) {
    Instant now = clock.instant();
    if (now.isBefore(owner.saveAt)) {
      return;
    }
    owner.saveAt = now.plus(SAVE_RETRY);
    MarketId market = owner.market.marketId();
    for (long day : owner.demand.listUnsavedDays(now)) {
      try {
        days.save(market, day, owner.demand.counts(day));
        owner.demand.saved(day);
      } catch (RuntimeException e) {
        LOG.warn("{}: requests of day {} are not saved yet: {}", market, day, e.toString());
        return;
      }
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(OUTAGE_PAUSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WakeupException();
    }
  }

  @Override
  public void close() {
    thread.close();
  }

  private final class Ownership implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      owned.keySet().removeAll(partitions);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, KAFKA_TIMEOUT);
      for (TopicPartition partition : partitions) {
        markets
            .findByPartition(partition.partition())
            .ifPresent(market -> take(partition, market, ends.get(partition)));
      }
    }

    private void take(TopicPartition partition, Market market, long end) {
      Instant now = clock.instant();
      SlotTime time = new SlotTime(market.timeZone());
      long today = SlotTime.dayOf(time.slotOf(now));
      SortedMap<Long, Map<Cell, int[]>> saved =
          days.list(market.marketId(), today - DemandHistory.DAYS, today);
      long firstUnsaved = today - DemandHistory.DAYS;
      while (saved.containsKey(firstUnsaved)) {
        firstUnsaved++;
      }
      Instant since = LocalDate.ofEpochDay(firstUnsaved).atStartOfDay(time.zone()).toInstant();
      Replay.seek(consumer, List.of(partition), since);
      LOG.info(
          "forecast owns {}: {} saved days, events since {}",
          market.marketId(),
          saved.size(),
          since);
      owned.put(partition, new Owned(market, new MarketDemand(time, saved), end, now));
    }
  }
}
