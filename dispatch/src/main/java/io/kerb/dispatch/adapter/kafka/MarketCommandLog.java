package io.kerb.dispatch.adapter.kafka;

import io.kerb.dispatch.api.DispatchTopics;
import io.kerb.dispatch.market.MarketCommand;
import io.kerb.dispatch.wire.DeclineOffer;
import io.kerb.dispatch.wire.SetDuty;
import io.kerb.location.api.Market;
import io.kerb.location.api.ProductId;
import io.kerb.runtime.kafka.KafkaSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Where any instance puts what it wants of a market's owner. */
public final class MarketCommandLog {
  private static final Duration APPEND_MAX = Duration.ofSeconds(10);

  private final KafkaSettings settings;
  private final Producer<String, byte[]> producer;
  private final Clock clock;

  public MarketCommandLog(KafkaSettings settings, Producer<String, byte[]> producer, Clock clock) {
    this.settings = settings;
    this.producer = producer;
    this.clock = clock;
  }

  /** The log did not answer: the command may be in it or not, and can be sent again. */
  public static final class Unanswered extends Exception {
    Unanswered(Throwable cause) {
      super("market-commands did not take the command: " + cause, cause);
    }
  }

  /** Returns when the log has it. */
  public void append(Market market, MarketCommand command, String traceparent) throws Unanswered {
    byte[] value =
        wire(command)
            .setCommandId(UUID.randomUUID().toString())
            .setMarketId(market.marketId().value())
            .setIssuedAtMs(clock.millis())
            .setTraceparent(traceparent)
            .build()
            .toByteArray();
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(
            settings.topic(DispatchTopics.MARKET_COMMANDS),
            market.partition(),
            market.marketId().value(),
            value);
    try {
      producer.send(record).get(APPEND_MAX.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unanswered(e);
    } catch (ExecutionException e) {
      throw new Unanswered(e.getCause());
    } catch (TimeoutException | org.apache.kafka.common.KafkaException e) {
      throw new Unanswered(e);
    }
  }

  private static io.kerb.dispatch.wire.MarketCommand.Builder wire(MarketCommand command) {
    var wire = io.kerb.dispatch.wire.MarketCommand.newBuilder();
    if (command instanceof MarketCommand.SetDuty duty) {
      return wire.setSetDuty(wire(duty));
    }
    if (command instanceof MarketCommand.SetPolicy wish) {
      return wire.setSetPolicy(PolicyCodec.write(wish));
    }
    var decline = (MarketCommand.DeclineOffer) command;
    return wire.setDeclineOffer(
        DeclineOffer.newBuilder()
            .setDriverId(decline.driver().value())
            .setOfferId(decline.offer().text()));
  }

  private static SetDuty.Builder wire(MarketCommand.SetDuty duty) {
    SetDuty.Builder wire =
        SetDuty.newBuilder()
            .setDriverId(duty.driver().value())
            .setOnDuty(duty.onDuty())
            .addAllProductIds(duty.products().stream().map(ProductId::value).sorted().toList());
    duty.destination().ifPresent(goal -> wire.setDestination(OfferEventCodec.place(goal.place())));
    return wire;
  }
}
