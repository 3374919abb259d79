package io.kerb.pricing.adapter.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import io.kerb.location.api.Cell;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.ProductId;
import io.kerb.location.api.RiderId;
import io.kerb.location.api.TripId;
import io.kerb.pricing.surge.DemandWindow.Wish;
import io.kerb.pricing.surge.MarketSurge;
import io.kerb.pricing.surge.SurgeCells;
import io.kerb.pricing.wire.QuoteAsked;
import io.kerb.runtime.kafka.PoisonException;
import io.kerb.trip.wire.TripEvent;
import io.kerb.trip.wire.TripEventType;
import io.kerb.trip.wire.TripPlace;
import io.kerb.trip.wire.TripSnapshot;
import java.time.Instant;
import java.util.UUID;

/** Folds what trips and quotes say into a market's demand. */
final class DemandEvents {
  private DemandEvents() {}

  /**
   * What counts: a request when it begins to look for a driver, and one that found none.
   *
   * @throws PoisonException if this is no trip event
   */
  static void foldTrip(MarketSurge surge, byte[] value) {
    try {
      TripEvent event = TripEvent.parseFrom(value);
      TripId trip = TripId.parse(event.getTripId());
      boolean requested =
          switch (event.getType()) {
            case REQUESTED -> event.getAfter().getScheduledAtMs() == 0;
            case RELEASED -> true;
            default -> false;
          };
      if (requested) {
        surge.requested(wish(trip, event));
      } else if (event.getType() == TripEventType.REQUEST_EXPIRED) {
        surge.unmet(wish(trip, event));
      }
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      throw new PoisonException("no trip event: " + e.getMessage(), e);
    }
  }

  private static Wish wish(TripId trip, TripEvent event) {
    TripSnapshot after = event.getAfter();
    TripPlace pickup = after.getPickup();
    return new Wish(
        trip,
        new RiderId(after.getRiderId()),
        new ProductId(after.getProductId()),
        cell(pickup.getLatitudeE7(), pickup.getLongitudeE7()),
        Instant.ofEpochMilli(event.getOccurredAtMs()));
  }

  /**
   * @throws PoisonException if this is no quote
   */
  static void foldQuote(MarketSurge surge, byte[] value) {
    try {
      QuoteAsked asked = QuoteAsked.parseFrom(value);
      surge.quoted(
          new Wish(
              TripId.ofQuote(UUID.fromString(asked.getQuoteId())),
              new RiderId(asked.getRiderId()),
              new ProductId(asked.getProductId()),
              cell(asked.getLatitudeE7(), asked.getLongitudeE7()),
              Instant.ofEpochMilli(asked.getAskedAtMs())));
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      throw new PoisonException("no quote: " + e.getMessage(), e);
    }
  }

  private static Cell cell(int latitudeE7, int longitudeE7) {
    return SurgeCells.of(LatLng.ofE7(latitudeE7, longitudeE7));
  }
}
