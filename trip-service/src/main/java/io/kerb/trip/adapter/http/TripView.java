package io.kerb.trip.adapter.http;

import io.kerb.trip.wire.TripSnapshot;
import io.kerb.trip.wire.TripStatus;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * A trip as clients see it; absent members are left out of the JSON.
 *
 * @param pickupCode for the rider's eyes: the driver must hear it from the rider
 * @param finalFare what was charged: the fare with waiting, or a cancel's fee
 * @param nextTrip only where a driver asks for their current trip: the one that comes after it
 */
@Introspected
public record TripView(
    String tripId,
    String status,
    long version,
    String riderId,
    @Nullable String driverId,
    String marketId,
    String productId,
    String quoteId,
    Place pickup,
    Place dropoff,
    List<Place> stops,
    @Nullable Integer stopsReached,
    Amount fare,
    @Nullable Amount finalFare,
    BigDecimal surgeMultiplier,
    long distanceM,
    long durationS,
    @Nullable String routePolyline,
    @Nullable String pickupCode,
    Instant requestedAt,
    @Nullable Instant expiresAt,
    @Nullable Instant scheduledAt,
    @Nullable Instant acceptedAt,
    @Nullable Instant arrivedAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    Instant updatedAt,
    @Nullable String canceledBy,
    @Nullable String cancelReason,
    @Nullable Rating rating,
    @Nullable Amount tip,
    @Nullable Amount refunded,
    @Nullable TripView nextTrip) {

  /** Stars from 1 to 5; {@code byRider} is what the rider gave the driver. */
  @Introspected
  public record Rating(@Nullable Integer byRider, @Nullable Integer byDriver) {}

  public static TripView forRider(TripSnapshot trip) {
    return of(trip, true);
  }

  public static TripView forDriver(TripSnapshot trip) {
    return of(trip, false);
  }

  public static TripView forOperator(TripSnapshot trip) {
    return of(trip, true);
  }

  /** The same with the trip that comes after it. */
  TripView followedBy(TripView next) {
    return new TripView(
        tripId,
        status,
        version,
        riderId,
        driverId,
        marketId,
        productId,
        quoteId,
        pickup,
        dropoff,
        stops,
        stopsReached,
        fare,
        finalFare,
        surgeMultiplier,
        distanceM,
        durationS,
        routePolyline,
        pickupCode,
        requestedAt,
        expiresAt,
        scheduledAt,
        acceptedAt,
        arrivedAt,
        startedAt,
        endedAt,
        updatedAt,
        canceledBy,
        cancelReason,
        rating,
        tip,
        refunded,
        next);
  }

  /** A status in its wire form, such as {@code in_progress}. */
  public static String statusText(TripStatus status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  private static TripView of(TripSnapshot trip, boolean showCode) {
    return new TripView(
        trip.getTripId(),
        statusText(trip.getStatus()),
        trip.getVersion(),
        Long.toString(trip.getRiderId()),
        trip.getDriverId() == 0 ? null : Long.toString(trip.getDriverId()),
        trip.getMarketId(),
        trip.getProductId(),
        trip.getQuoteId(),
        Place.of(trip.getPickup()),
        Place.of(trip.getDropoff()),
        trip.getStopsList().stream().map(Place::of).toList(),
        trip.getStopsCount() == 0 ? null : trip.getStopsReached(),
        Amount.of(trip.getFare()),
        trip.hasFinalFare() ? Amount.of(trip.getFinalFare()) : null,
        new BigDecimal(trip.getSurgeMultiplier()),
        trip.getDistanceM(),
        trip.getDurationS(),
        text(trip.getRoutePolyline()),
        showCode ? text(trip.getPickupCode()) : null,
        Instant.ofEpochMilli(trip.getRequestedAtMs()),
        trip.getStatus() == TripStatus.PROCESSING ? instant(trip.getExpiresAtMs()) : null,
        instant(trip.getScheduledAtMs()),
        instant(trip.getAcceptedAtMs()),
        instant(trip.getArrivedAtMs()),
        instant(trip.getStartedAtMs()),
        instant(trip.getEndedAtMs()),
        Instant.ofEpochMilli(trip.getUpdatedAtMs()),
        text(trip.getCanceledBy()),
        text(trip.getCancelReason()),
        rating(trip),
        trip.hasTip() ? Amount.of(trip.getTip()) : null,
        trip.hasRefunded() ? Amount.of(trip.getRefunded()) : null,
        null);
  }

  @Nullable
  private static Rating rating(TripSnapshot trip) {
    return trip.getRiderStars() == 0 && trip.getDriverStars() == 0
        ? null
        : new Rating(stars(trip.getRiderStars()), stars(trip.getDriverStars()));
  }

  @Nullable
  private static Integer stars(int stars) {
    return stars == 0 ? null : stars;
  }

  @Nullable
  private static Instant instant(long epochMs) {
    return epochMs == 0 ? null : Instant.ofEpochMilli(epochMs);
  }

  @Nullable
  private static String text(String value) {
    return value.isEmpty() ? null : value;
  }
}
