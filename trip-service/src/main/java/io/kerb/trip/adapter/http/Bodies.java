package io.kerb.trip.adapter.http;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;

/** What clients send, as they write it. */
public final class Bodies {
  private Bodies() {}

  /**
   * @param scheduledAt absent for a ride now
   */
  @Introspected
  public record NewTrip(@Nullable String quoteId, @Nullable Instant scheduledAt) {}

  @Introspected
  public record Change(@Nullable Place dropoff) {}

  @Introspected
  public record Cancel(@Nullable String reason) {}

  @Introspected
  public record Start(@Nullable String code) {}

  /** No members: any is refused as unknown. */
  @Introspected
  public record Nothing() {}

  /**
   * @param stop counted from 1
   */
  @Introspected
  public record ReachStop(@Nullable Integer stop) {}

  @Introspected
  public record Rating(@Nullable Integer stars, @Nullable String comment) {}

  /**
   * @param currency absent for the trip's own
   */
  @Introspected
  public record AmountGiven(@Nullable Long amountMinor, @Nullable String currency) {}

  /**
   * @param nextBefore asks for the page after this one; absent on the last
   */
  @Introspected
  public record History(List<TripView> trips, @Nullable String nextBefore) {}

  @Introspected
  public record Trips(List<TripView> trips) {}
}
