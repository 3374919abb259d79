package io.kerb.dispatch.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kerb.dispatch.api.OfferId;
import io.kerb.dispatch.candidate.Candidate;
import io.kerb.dispatch.candidate.Situation;
import io.kerb.dispatch.market.Counters;
import io.kerb.dispatch.market.MarketCommand.SetDuty;
import io.kerb.dispatch.market.MarketCommand.SetPolicy;
import io.kerb.dispatch.market.MarketState;
import io.kerb.dispatch.matching.Decision;
import io.kerb.dispatch.matching.Decision.Weighed;
import io.kerb.dispatch.matching.SolvedBy;
import io.kerb.dispatch.offer.CloseReason;
import io.kerb.dispatch.offer.OfferMade;
import io.kerb.dispatch.policy.DispatchPolicyTest;
import io.kerb.dispatch.policy.InvalidPolicy;
import io.kerb.dispatch.policy.PolicyChange;
import io.kerb.dispatch.policy.PolicyChanged;
import io.kerb.dispatch.policy.PolicyEvent;
import io.kerb.dispatch.policy.PolicyKept;
import io.kerb.dispatch.policy.PolicyValue;
import io.kerb.dispatch.policy.Substitute;
import io.kerb.dispatch.request.Ride;
import io.kerb.dispatch.supply.Destination;
import io.kerb.dispatch.supply.Driver;
import io.kerb.dispatch.supply.StatusChanged;
import io.kerb.dispatch.wire.DriverStatus;
import io.kerb.dispatch.wire.PolicyRecord;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.ProductId;
import io.kerb.location.api.RiderId;
import io.kerb.location.api.TripId;
import io.kerb.pricing.api.Money;
import io.kerb.runtime.kafka.KafkaSettings;
import io.kerb.runtime.kafka.PoisonException;
import io.kerb.trip.wire.TripEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** A successor reads exactly what its predecessor wrote. */
class CodecTest {
  private static final MarketId MARKET = new MarketId("m");
  private static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_123L);
  private static final OfferMade MADE =
      new OfferMade(
          new OfferId("signed"),
          new Ride(
              new TripId(new UUID(1, 2)),
              new RiderId(3),
              new ProductId("standard"),
              new LatLng(1.5, 2.5),
              new LatLng(-1.5, 3.5),
              List.of(new LatLng(0, 0.25)),
              Money.of(1234, "EUR"),
              5_000,
              600),
          4,
          new DriverId(7),
          Optional.of(new DriverId(8)),
          NOW,
          NOW.plusSeconds(15),
          90,
          800,
          "00-trace");

  @Test
  void anOfferComesBackAsItWas() {
    assertThat(OfferEventCodec.read(OfferEventCodec.write(MADE, MARKET).toByteArray()))
        .isEqualTo(MADE);
    for (CloseReason reason : CloseReason.values()) {
      var closed = MADE.close(reason, NOW.plusSeconds(3));
      assertThat(OfferEventCodec.read(OfferEventCodec.write(closed, MARKET).toByteArray()))
          .isEqualTo(closed);
    }
  }

  @Test
  void aStatusComesBackAsItWas() {
    StatusChanged status =
        new StatusChanged(
            new Driver(
                new DriverId(7),
                true,
                Set.of(new ProductId("xl")),
                true,
                12,
                NOW,
                Optional.of(new Destination(new LatLng(1.5, -2.25)))));
    assertThat(StatusCodec.read(StatusCodec.write(status, MARKET))).isEqualTo(status);
    StatusChanged anywhere = new StatusChanged(status.after().freed(Optional.empty(), NOW));
    assertThat(StatusCodec.read(StatusCodec.write(anywhere, MARKET))).isEqualTo(anywhere);
  }

  @Test
  void aDutyCommandComesBackAsItWas() throws Exception {
    var log = new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
    var commands = new MarketCommandLog(new KafkaSettings("", ""), log, Clock.systemUTC());
    Set<ProductId> products = Set.of(new ProductId("xl"));
    for (Optional<Destination> destination :
        List.of(
            Optional.of(new Destination(new LatLng(1.5, -2.25))), Optional.<Destination>empty())) {
      SetDuty duty = new SetDuty(new DriverId(7), true, products, destination);
      log.clear();
      commands.append(SmallTown.MARKET, duty, "");
      assertThat(CommandReader.read(log.history().get(0).value())).isEqualTo(duty);
    }
  }

  @Test
  void countersComeBackAsTheyWere() {
    Counters counters = new Counters(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    var summary =
        SummaryCodec.write(
            MARKET, new MarketState(), counters, 10, SmallTown.policy(Duration.ofSeconds(15)), NOW);
    assertThat(SummaryCodec.counters(summary.getCounters())).isEqualTo(counters);
  }

  @Test
  void aDecisionNamesWhoWouldComeInsteadOfWhatWasOrdered() {
    Substitute rule =
        new Substitute(
            new ProductId("standard"),
            new ProductId("xl"),
            Duration.ofSeconds(60),
            Duration.ofSeconds(120));
    Weighed van =
        new Weighed(
            new Candidate(
                new DriverId(1), 90, 800, Situation.IDLE, Duration.ZERO, Optional.of(rule)),
            210_000);
    Weighed car =
        new Weighed(
            new Candidate(
                new DriverId(2), 95, 850, Situation.IDLE, Duration.ZERO, Optional.empty()),
            95_000);
    Decision decision =
        new Decision(
            MADE.trip(),
            4,
            1,
            NOW,
            "v",
            Duration.ofSeconds(61),
            1,
            List.of(van, car),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            SolvedBy.OPTIMAL,
            true);

    var wire = DecisionWriter.write(decision, MARKET);

    assertThat(wire.getSolver()).isEqualTo("optimal");
    assertThat(wire.getCandidates(0).getSubstituteProductId()).isEqualTo("xl");
    assertThat(wire.getCandidates(0).getCost()).isEqualTo(210);
    assertThat(wire.getCandidates(1).getSubstituteProductId()).isEmpty();
  }

  @Test
  void aPolicyAndTheWishForItComeBackAsTheyWere() {
    PolicyChanged changed =
        new PolicyChanged(
            "r",
            3,
            DispatchPolicyTest.otherThan(SmallTown.policy(Duration.ofSeconds(15)), "v3"),
            NOW,
            "op",
            "rush hour");
    assertThat(readPolicy(changed)).isEqualTo(changed);
    for (PolicyKept.Reason reason : PolicyKept.Reason.values()) {
      PolicyKept kept = new PolicyKept("r", 3, reason, "so", NOW);
      assertThat(readPolicy(kept)).isEqualTo(kept);
    }
    SetPolicy wish =
        new SetPolicy(
            "r",
            new PolicyChange(
                Map.of(
                    "window_s", new PolicyValue.Amount(1.5),
                    "rings_m", new PolicyValue.Amounts(List.of(5.0, 6.0)),
                    "solver", new PolicyValue.Word("greedy")),
                Set.of("freshness_s")),
            OptionalLong.of(0),
            "op",
            "");
    assertThat(PolicyCodec.read(PolicyCodec.write(wish))).isEqualTo(wish);
  }

  @Test
  void aPolicyOfANewerVersionIsToldFromPoison() {
    var strange =
        io.kerb.dispatch.wire.PolicyChanged.newBuilder()
            .setVersion(4)
            .putNumbers(
                "phase_of_the_moon", io.kerb.dispatch.wire.PolicyValue.getDefaultInstance());
    assertThatThrownBy(
            () ->
                PolicyCodec.read(
                    PolicyRecord.newBuilder().setChanged(strange).build(),
                    SmallTown.policy(Duration.ofSeconds(15))))
        .isInstanceOf(InvalidPolicy.class);
    assertThatThrownBy(
            () ->
                PolicyCodec.read(
                    PolicyRecord.getDefaultInstance(), SmallTown.policy(Duration.ofSeconds(15))))
        .isInstanceOf(PoisonException.class);
  }

  private static PolicyEvent readPolicy(PolicyEvent event) {
    return PolicyCodec.read(
        PolicyCodec.parse(PolicyCodec.write(event, MARKET).toByteArray()),
        SmallTown.policy(Duration.ofSeconds(15)));
  }

  @Test
  void whatCannotBeReadIsPoison() {
    byte[] empty = TripEvent.getDefaultInstance().toByteArray();
    assertThatThrownBy(() -> TripEventReader.read(empty)).isInstanceOf(PoisonException.class);
    assertThatThrownBy(() -> CommandReader.read(empty)).isInstanceOf(PoisonException.class);
    assertThatThrownBy(() -> OfferEventCodec.read(empty)).isInstanceOf(PoisonException.class);
    assertThatThrownBy(() -> StatusCodec.parse(new byte[] {7})).isInstanceOf(PoisonException.class);
    assertThatThrownBy(() -> StatusCodec.read(DriverStatus.getDefaultInstance()))
        .isInstanceOf(PoisonException.class);
  }
}
