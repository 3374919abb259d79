package io.kerb.pricing.adapter.http;

import io.kerb.location.api.RiderId;
import io.kerb.pricing.adapter.Refusals;
import io.kerb.pricing.api.Quote;
import io.kerb.pricing.quote.QuoteAnswer;
import io.kerb.pricing.quote.QuoteIds;
import io.kerb.pricing.quote.QuoteRequest;
import io.kerb.pricing.quote.QuoteStore;
import io.kerb.pricing.quote.Quoter;
import io.kerb.runtime.http.Caller;
import io.kerb.runtime.http.Role;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;

/** Riders ask what a ride costs. */
@Controller("/v1/quotes")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.RIDER)
public final class QuoteController {
  private final Quoter quoter;
  private final QuoteStore store;
  private final Clock clock;
  private final RandomGenerator random;

  @Inject
  public QuoteController(Quoter quoter, QuoteStore store, Clock clock) {
    // An id must not be guessable: whoever knows it could order at another rider's price.
    this(quoter, store, clock, new SecureRandom());
  }

  QuoteController(Quoter quoter, QuoteStore store, Clock clock, RandomGenerator random) {
    this.quoter = quoter;
    this.store = store;
    this.clock = clock;
    this.random = random;
  }

  @Post
  QuoteAnswerBody quote(@Body QuoteBody body, Authentication authentication) {
    RiderId rider = Caller.of(authentication).rider();
    QuoteRequest request = body.toRequest();
    // Milliseconds: what is stored equals what was answered.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    QuoteAnswer answer = quoter.quote(rider, request, QuoteIds.next(now, random), now);
    if (answer instanceof QuoteAnswer.Refused refused) {
      throw Refusals.problem(refused.refusal()).exception();
    }
    Quote quote = ((QuoteAnswer.Quoted) answer).quote();
    store.add(quote);
    return QuoteAnswerBody.of(quote);
  }
}
