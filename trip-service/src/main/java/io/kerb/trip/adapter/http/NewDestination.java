package io.kerb.trip.adapter.http;

import io.kerb.location.api.LatLng;
import io.kerb.pricing.api.Quote;
import io.kerb.pricing.api.QuoteLookup;
import io.kerb.pricing.api.QuoteNotGenuineException;
import io.kerb.runtime.http.Problem;
import io.kerb.trip.aggregate.Ride;
import io.kerb.trip.aggregate.Trip;
import io.kerb.trip.aggregate.TripCommand;
import jakarta.inject.Singleton;
import java.util.NoSuchElementException;

/** Asks pricing what the trip costs to another place, by the quote's own rules. */
@Singleton
final class NewDestination {
  private final QuoteLookup quotes;

  NewDestination(QuoteLookup quotes) {
    this.quotes = quotes;
  }

  /**
   * @throws io.kerb.runtime.http.ProblemException 422 if the place cannot be reached, 409 if the
   *     quote is gone or was changed
   */
  TripCommand command(Trip trip, LatLng dropoff) {
    Quote quote;
    try {
      quote = quotes.reprice(trip.ride().quoteId(), dropoff);
    } catch (NoSuchElementException e) {
      throw Problem.conflict(
              "quote_gone",
              "The quote that this trip was priced by is no longer kept, so its destination cannot"
                  + " be changed; end the trip and request another.")
          .exception();
    } catch (QuoteNotGenuineException e) {
      throw Problem.conflict(
              "quote_not_genuine", "The destination cannot be changed, because " + e.getMessage())
          .exception();
    } catch (IllegalArgumentException e) {
      throw Problem.unprocessable("unroutable", "No way there: " + e.getMessage()).exception();
    }
    return new TripCommand.ChangeDestination(
        new Ride.Route(
            quote.pickup(),
            quote.stops(),
            quote.dropoff(),
            quote.distanceM(),
            quote.durationS(),
            quote.routePolyline()),
        quote.basis(),
        quote.fare());
  }
}
