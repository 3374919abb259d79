package io.kerb.dispatch.adapter.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import io.kerb.dispatch.market.Counters;
import io.kerb.dispatch.market.MarketState;
import io.kerb.dispatch.policy.DispatchPolicy;
import io.kerb.dispatch.request.OpenRequest;
import io.kerb.dispatch.wire.MarketCounters;
import io.kerb.dispatch.wire.MarketSummary;
import io.kerb.dispatch.wire.WaitingRequest;
import io.kerb.location.api.MarketId;
import io.kerb.runtime.kafka.PoisonException;
import java.time.Instant;
import java.util.Comparator;

/** The wire form of what an owner says of its market. */
final class SummaryCodec {
  private static final int REQUESTS_MAX = 200;

  private SummaryCodec() {}

  static MarketSummary write(
      MarketId market,
      MarketState state,
      Counters counters,
      long tripEventsCounted,
      DispatchPolicy policy,
      Instant now) {
    MarketSummary.Builder wire =
        MarketSummary.newBuilder()
            .setMarketId(market.value())
            .setUpdatedAtMs(now.toEpochMilli())
            .setPolicyVersion(policy.version())
            .setWindowMs(policy.window().toMillis())
            .setOpenRequestCount(state.trips().open())
            .setOpenOffers(state.offers().open())
            .setDriversOnDuty(state.fleet().onDuty())
            .setDriversIdle(state.fleet().idle())
            .setDriversEngaged(state.fleet().engaged())
            .setDriversOffered(state.offers().open())
            .setCounters(counters(counters))
            .setTripEventsCounted(tripEventsCounted);
    state.trips().listOpen().stream()
        .sorted(Comparator.comparing(OpenRequest::waitingSince))
        .limit(REQUESTS_MAX)
        .forEach(request -> wire.addOpenRequests(waiting(request)));
    return wire.build();
  }

  private static WaitingRequest waiting(OpenRequest request) {
    return WaitingRequest.newBuilder()
        .setTripId(request.trip().toString())
        .setPickup(OfferEventCodec.place(request.ride().pickup()))
        .setProductId(request.ride().product().value())
        .setWaitingSinceMs(request.waitingSince().toEpochMilli())
        .build();
  }

  private static MarketCounters counters(Counters counters) {
    return MarketCounters.newBuilder()
        .setRequested(counters.requested())
        .setOffers(counters.offers())
        .setAccepted(counters.accepted())
        .setDeclined(counters.declined())
        .setExpired(counters.expired())
        .setWithdrawn(counters.withdrawn())
        .setCompleted(counters.completed())
        .setCanceled(counters.canceled())
        .setNoDrivers(counters.noDrivers())
        .setReplaced(counters.replaced())
        .build();
  }

  static Counters counters(MarketCounters wire) {
    return new Counters(
        wire.getRequested(),
        wire.getOffers(),
        wire.getAccepted(),
        wire.getDeclined(),
        wire.getExpired(),
        wire.getWithdrawn(),
        wire.getCompleted(),
        wire.getCanceled(),
        wire.getNoDrivers(),
        wire.getReplaced());
  }

  /**
   * @throws PoisonException if this is no summary
   */
  static MarketSummary read(byte[] value) {
    try {
      return MarketSummary.parseFrom(value);
    } catch (InvalidProtocolBufferException e) {
      throw new PoisonException("not a market summary: " + e.getMessage(), e);
    }
  }
}
