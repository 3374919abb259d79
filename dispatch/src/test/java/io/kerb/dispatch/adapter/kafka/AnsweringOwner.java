package io.kerb.dispatch.adapter.kafka;

import io.kerb.dispatch.api.OfferSigner;
import io.kerb.dispatch.market.MarketCommand;
import io.kerb.dispatch.market.MarketDecider;
import io.kerb.dispatch.market.MarketState;
import io.kerb.dispatch.market.Outcome;
import io.kerb.dispatch.matching.SolverClock;
import io.kerb.dispatch.policy.DispatchPolicy;
import io.kerb.dispatch.policy.PolicyKept;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.Market;
import io.kerb.location.api.Market.PartitionRange;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.Product;
import io.kerb.location.api.ProductId;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The log of commands, with the markets' owners at its other end: they answer at once. */
public final class AnsweringOwner extends MockProducer<String, byte[]> {
  public static final DispatchPolicy CONFIGURED =
      DispatchPolicy.named("configured")
          .window(Duration.ofSeconds(2))
          .candidatesMax(20)
          .ringsM(List.of(1_000, 5_000))
          .build();

  private final PolicyHistory history;
  private final Map<String, MarketState> states = new HashMap<>();
  private BiFunction<MarketState, MarketCommand.SetPolicy, Outcome> answer = this::decide;

  public AnsweringOwner(PolicyHistory history) {
    super(true, null, new StringSerializer(), new ByteArraySerializer());
    this.history = history;
  }

  public static Market market(String name, int partition) {
    return new Market(
        new MarketId(name),
        name,
        List.of(new LatLng(0, 0), new LatLng(0, 1), new LatLng(1, 1)),
        ZoneOffset.UTC,
        Currency.getInstance("EUR"),
        List.of(new Product(new ProductId("standard"), "Standard", 4)),
        partition,
        new PartitionRange(partition, 1));
  }

  public void saysNothing() {
    answer = (state, wish) -> Outcome.NOTHING;
  }

  /** As an older version does that does not know a field. */
  public void refusesEverything() {
    answer =
        (state, wish) ->
            new Outcome(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(
                    new PolicyKept(
                        wish.request(), 0, PolicyKept.Reason.INVALID, "no", Instant.EPOCH)));
  }

  public int commands() {
    return history().size();
  }

  @Override
  public synchronized Future<RecordMetadata> send(
      ProducerRecord<String, byte[]> record, Callback callback) {
    Future<RecordMetadata> sent = super.send(record, callback);
    MarketState state = states.computeIfAbsent(record.key(), market -> new MarketState());
    Outcome outcome =
        answer.apply(state, (MarketCommand.SetPolicy) CommandReader.read(record.value()));
    state.apply(outcome);
    outcome
        .policies()
        .forEach(
            event ->
                history.take(
                    new MarketId(record.key()),
                    PolicyCodec.read(
                        PolicyCodec.write(event, new MarketId(record.key())), CONFIGURED)));
    return sent;
  }

  private Outcome decide(MarketState state, MarketCommand.SetPolicy wish) {
    return new MarketDecider(
            market("a", 0), new OfferSigner(new byte[32]), CONFIGURED, SolverClock.PATIENT)
        .decide(state, wish, Instant.ofEpochMilli(1_700_000_000_000L));
  }
}
