package io.kerb.location.adapter.kafka;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.LocationTopics;
import io.kerb.location.api.Markets;
import io.kerb.location.api.PingIntake;
import io.kerb.location.gate.DriverTrack;
import io.kerb.location.gate.PingGate;
import io.kerb.location.gate.Verdict;
import io.kerb.location.gate.Verdict.Accepted;
import io.kerb.location.wire.DriverPing;
import io.kerb.runtime.http.Problem;
import io.kerb.runtime.kafka.KafkaSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pings through the gate into the log; done when the log has acknowledged them all. If it did not,
 * the gate forgets that it saw them, so that the driver's next try gets them in.
 *
 * <p>Sending may block for a few seconds while Kafka is away: not for an event loop.
 */
public final class KafkaPingIntake implements PingIntake {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaPingIntake.class);

  /** Drivers remembered; beyond it the longest silent are forgotten, and start anew. */
  private static final int TRACKS_MAX = 1_000_000;

  private static final Duration TRACK_TTL = Duration.ofMinutes(30);
  private static final int RETRY_AFTER_S = 2;
  private static final int UNKNOWN = -1;

  private final PingGate gate;
  private final Producer<String, byte[]> producer;
  private final String topic;
  private final Clock clock;
  private final Cache<DriverId, DriverTrack> tracks =
      Caffeine.newBuilder().maximumSize(TRACKS_MAX).expireAfterAccess(TRACK_TTL).build();

  public KafkaPingIntake(
      Markets markets, KafkaSettings kafka, Producer<String, byte[]> producer, Clock clock) {
    this.gate = new PingGate(markets);
    this.producer = producer;
    this.topic = kafka.topic(LocationTopics.DRIVER_PINGS);
    this.clock = clock;
  }

  @Override
  public CompletionStage<Receipt> take(DriverId driver, Batch batch) {
    if (batch.pings().size() > BATCH_MAX) {
      return CompletableFuture.failedFuture(tooLarge(batch));
    }
    Instant receivedAt = clock.instant();
    Verdict verdict = judge(driver, batch, receivedAt);
    CompletableFuture<Receipt> receipt = new CompletableFuture<>();
    CompletableFuture<Void> unused =
        log(driver, batch.sessionId(), verdict, receivedAt)
            .whenComplete(
                (logged, failure) -> {
                  if (failure == null) {
                    receipt.complete(verdict.receipt());
                  } else {
                    receipt.completeExceptionally(unavailable(driver, failure));
                  }
                });
    return receipt;
  }

  private static RuntimeException tooLarge(Batch batch) {
    return Problem.of(
            413,
            "batch_too_large",
            "Too large",
            "A batch holds at most "
                + BATCH_MAX
                + " pings, but this one has "
                + batch.pings().size()
                + "; maybe send it in parts.")
        .exception();
  }

  /** Judged under the driver's lock: two batches of one driver may arrive at once. */
  private Verdict judge(DriverId driver, Batch batch, Instant receivedAt) {
    Verdict[] verdict = new Verdict[1];
    tracks
        .asMap()
        .compute(
            driver,
            (id, known) -> {
              DriverTrack before = known == null ? DriverTrack.unknown(receivedAt) : known;
              verdict[0] = gate.judge(before, batch, receivedAt);
              return verdict[0].after();
            });
    return verdict[0];
  }

  private CompletableFuture<Void> log(
      DriverId driver, String sessionId, Verdict verdict, Instant receivedAt) {
    List<CompletableFuture<Void>> acknowledged = new ArrayList<>(verdict.accepted().size());
    for (Accepted accepted : verdict.accepted()) {
      CompletableFuture<Void> sent =
          send(driver, accepted, wire(driver, sessionId, accepted, receivedAt));
      acknowledged.add(sent);
      if (sent.isCompletedExceptionally()) {
        // Each refusal may have blocked for the producer's max.block.ms: 900 of them are an hour.
        break;
      }
    }
    return CompletableFuture.allOf(acknowledged.toArray(CompletableFuture[]::new));
  }

  private CompletableFuture<Void> send(DriverId driver, Accepted accepted, DriverPing ping) {
    CompletableFuture<Void> acknowledged = new CompletableFuture<>();
    try {
      var unused =
          producer.send(
              new ProducerRecord<>(
                  topic,
                  accepted.market().pingPartition(driver),
                  driver.toString(),
                  ping.toByteArray()),
              (metadata, failure) -> {
                if (failure == null) {
                  acknowledged.complete(null);
                } else {
                  acknowledged.completeExceptionally(failure);
                }
              });
    } catch (RuntimeException refused) {
      acknowledged.completeExceptionally(refused);
    }
    return acknowledged;
  }

  private static DriverPing wire(
      DriverId driver, String sessionId, Accepted accepted, Instant receivedAt) {
    Ping ping = accepted.ping();
    return DriverPing.newBuilder()
        .setDriverId(driver.value())
        .setMarketId(accepted.market().marketId().value())
        .setSessionId(sessionId)
        .setSequence(ping.sequence())
        .setLatitudeE7((int) Math.round(ping.latitude() * 1e7))
        .setLongitudeE7((int) Math.round(ping.longitude() * 1e7))
        .setHeadingDeg(ping.headingDeg() == null ? UNKNOWN : ping.headingDeg())
        .setSpeedMps(ping.speedMps() == null ? UNKNOWN : ping.speedMps().floatValue())
        .setRecordedAtMs(ping.recordedAt().toEpochMilli())
        .setReceivedAtMs(receivedAt.toEpochMilli())
        .setTrust(accepted.trust())
        .setBacklog(accepted.backlog())
        .build();
  }

  private RuntimeException unavailable(DriverId driver, Throwable failure) {
    LOG.warn("the log did not take pings of driver {}: {}", driver, failure.toString());
    tracks.asMap().computeIfPresent(driver, (id, track) -> track.withoutOrder());
    return Problem.unavailable(
            "ping_log_unavailable",
            "The pings may not have been logged; send them again.",
            RETRY_AFTER_S)
        .exception();
  }
}
