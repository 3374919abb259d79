package io.kerb.pricing.adapter.http;

import io.kerb.pricing.adapter.Refusals;
import io.kerb.pricing.api.QuoteId;
import io.kerb.pricing.api.QuoteNotGenuineException;
import io.kerb.pricing.quote.QuoteStore;
import io.kerb.pricing.quote.StoredQuote;
import io.kerb.runtime.http.Caller;
import io.kerb.runtime.http.Problem;
import io.kerb.runtime.http.Role;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import java.util.UUID;

/** Why does this ride cost what was quoted? Answered as long as the quote is kept. */
@Controller("/v1/quotes")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured({Role.RIDER, Role.OPERATOR})
public final class QuoteWhyController {
  private final QuoteStore store;

  public QuoteWhyController(QuoteStore store) {
    this.store = store;
  }

  /** Everything, for an operator; plain lines, for the quote's own rider. */
  @Get("/{id}/why")
  QuoteWhy why(@PathVariable UUID id, Authentication authentication) {
    Caller caller = Caller.of(authentication);
    StoredQuote stored = find(id);
    if (caller.is(Role.OPERATOR)) {
      return QuoteWhyBody.of(stored);
    }
    if (!stored.quote().rider().equals(caller.rider())) {
      throw notFound(id).exception();
    }
    return QuoteWhyPlainBody.of(stored.quote());
  }

  private StoredQuote find(UUID id) {
    try {
      return store.find(new QuoteId(id)).orElseThrow(() -> notFound(id).exception());
    } catch (QuoteNotGenuineException e) {
      throw Problem.conflict(
              Refusals.NOT_GENUINE, "There is no price to explain: " + e.getMessage())
          .exception();
    }
  }

  private static Problem notFound(UUID id) {
    return Problem.notFound("quote_not_found", "There is no quote " + id);
  }
}
