package io.kerb.dispatch.adapter.http;

import io.kerb.dispatch.wire.MarketCounters;
import io.kerb.dispatch.wire.MarketSummary;
import io.kerb.dispatch.wire.WaitingRequest;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;

/**
 * What a market's owner last said.
 *
 * @param owned whether the answering instance is the owner
 * @param updatedAt when the owner said it
 */
@Introspected
public record DispatchView(
    boolean owned,
    Instant updatedAt,
    String policyVersion,
    double windowS,
    List<OpenRequestView> openRequests,
    int openRequestCount,
    int openOffers,
    DriversView drivers,
    CountersView counters) {
  private static final double MS_PER_S = 1000.0;

  /** A rider who waits for a driver. */
  @Introspected
  public record OpenRequestView(String tripId, PlaceView pickup, long waitedS, String productId) {}

  /** A position. */
  @Introspected
  public record PlaceView(double latitude, double longitude) {}

  /** How many drivers do what. */
  @Introspected
  public record DriversView(int onDuty, int idle, int engaged, int offered) {}

  /** Since the market began. */
  @Introspected
  public record CountersView(
      long requested,
      long offers,
      long accepted,
      long declined,
      long expired,
      long withdrawn,
      long completed,
      long canceled,
      long noDrivers,
      long replaced) {}

  static DispatchView of(MarketSummary summary, boolean owned, Instant now) {
    return new DispatchView(
        owned,
        Instant.ofEpochMilli(summary.getUpdatedAtMs()),
        summary.getPolicyVersion(),
        summary.getWindowMs() / MS_PER_S,
        summary.getOpenRequestsList().stream().map(request -> waiting(request, now)).toList(),
        summary.getOpenRequestCount(),
        summary.getOpenOffers(),
        new DriversView(
            summary.getDriversOnDuty(),
            summary.getDriversIdle(),
            summary.getDriversEngaged(),
            summary.getDriversOffered()),
        counters(summary.getCounters()));
  }

  private static OpenRequestView waiting(WaitingRequest request, Instant now) {
    long waitedMs = Math.max(0, now.toEpochMilli() - request.getWaitingSinceMs());
    return new OpenRequestView(
        request.getTripId(),
        new PlaceView(
            request.getPickup().getLatitudeE7() / 1e7, request.getPickup().getLongitudeE7() / 1e7),
        waitedMs / 1000,
        request.getProductId());
  }

  private static CountersView counters(MarketCounters counters) {
    return new CountersView(
        counters.getRequested(),
        counters.getOffers(),
        counters.getAccepted(),
        counters.getDeclined(),
        counters.getExpired(),
        counters.getWithdrawn(),
        counters.getCompleted(),
        counters.getCanceled(),
        counters.getNoDrivers(),
        counters.getReplaced());
  }
}
