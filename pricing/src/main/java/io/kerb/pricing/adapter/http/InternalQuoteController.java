package io.kerb.pricing.adapter.http;

import io.kerb.location.api.LatLng;
import io.kerb.pricing.adapter.QuoteCodec;
import io.kerb.pricing.adapter.Refusals;
import io.kerb.pricing.adapter.StoredQuotes;
import io.kerb.pricing.api.QuoteId;
import io.kerb.pricing.api.QuoteNotGenuineException;
import io.kerb.pricing.quote.QuoteAnswer;
import io.kerb.runtime.http.Problem;
import io.kerb.runtime.http.Problem.FieldError;
import io.kerb.runtime.http.Role;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;

/** For other roles of this installation, which hold a service's token; whole quotes, with rules. */
@Controller("/internal/quotes")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.SERVICE)
public final class InternalQuoteController {
  private final StoredQuotes quotes;

  public InternalQuoteController(StoredQuotes quotes) {
    this.quotes = quotes;
  }

  /** Where to go instead. */
  @Introspected
  public record RepriceBody(@Nullable PlaceBody dropoff) {}

  @Get("/{id}")
  @Produces(MediaType.APPLICATION_JSON)
  String quote(@PathVariable UUID id) {
    try {
      return QuoteCodec.encode(
          quotes.findQuote(new QuoteId(id)).orElseThrow(() -> notFound(id).exception()));
    } catch (QuoteNotGenuineException e) {
      throw notGenuine(e).exception();
    }
  }

  @Post("/{id}/reprice")
  @Produces(MediaType.APPLICATION_JSON)
  String reprice(@PathVariable UUID id, @Body RepriceBody body) {
    List<FieldError> errors = new ArrayList<>();
    LatLng dropoff = PlaceBody.read("dropoff", body.dropoff(), errors);
    if (dropoff == null) {
      throw Problem.badRequest("invalid_field", errors.get(0).message())
          .withErrors(errors)
          .exception();
    }
    QuoteAnswer answer = repriced(id, dropoff);
    if (answer instanceof QuoteAnswer.Refused refused) {
      throw Refusals.problem(refused.refusal()).exception();
    }
    return QuoteCodec.encode(((QuoteAnswer.Quoted) answer).quote());
  }

  private QuoteAnswer repriced(UUID id, LatLng dropoff) {
    try {
      return quotes.repriced(new QuoteId(id), dropoff);
    } catch (NoSuchElementException e) {
      throw notFound(id).exception();
    } catch (QuoteNotGenuineException e) {
      throw notGenuine(e).exception();
    }
  }

  private static Problem notFound(UUID id) {
    return Problem.notFound("quote_not_found", "There is no quote " + id);
  }

  private static Problem notGenuine(QuoteNotGenuineException e) {
    return Problem.conflict(Refusals.NOT_GENUINE, e.getMessage());
  }
}
