package io.kerb.trip.adapter.http;

import io.kerb.dispatch.api.OfferId;
import io.kerb.dispatch.api.OfferSigner;
import io.kerb.location.api.DriverId;
import io.kerb.runtime.http.Caller;
import io.kerb.runtime.http.Problem;
import io.kerb.runtime.http.Role;
import io.kerb.trip.aggregate.Actor;
import io.kerb.trip.assign.AssignDriver;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;

/**
 * A driver takes an offer. Any instance can judge the signed offer; whether it wins is decided by
 * compare-and-set, not by its expiry.
 */
@Controller("/v1/offers")
@ExecuteOn(TaskExecutors.BLOCKING)
public class OfferController {
  private final AssignDriver assign;
  private final OfferSigner signer;

  OfferController(AssignDriver assign, OfferSigner signer) {
    this.assign = assign;
    this.signer = signer;
  }

  @Post("/{offerId}/accept")
  @Secured(Role.DRIVER)
  public TripView accept(
      String offerId,
      @Nullable @Body Bodies.Nothing body,
      Authentication authentication,
      HttpRequest<?> request) {
    DriverId driver = Caller.of(authentication).driver();
    OfferId.Claims offer =
        signer
            .verify(new OfferId(offerId))
            .filter(claims -> claims.driver().equals(driver))
            .orElseThrow(
                () -> Problem.notFound("offer_not_found", "You have no such offer.").exception());
    AssignDriver.AcceptOutcome outcome =
        Answers.known(
            () ->
                assign.accept(
                    driver,
                    offer.trip(),
                    offer.tripVersion(),
                    offerId,
                    Answers.traceparent(request)));
    if (outcome instanceof AssignDriver.Answered answered) {
      return Answers.view(answered.outcome(), new Actor.Driver(driver));
    }
    throw Problem.conflict(
            "driver_already_assigned",
            "You have a trip; you can take another one when its rider is in the car, or when it has"
                + " ended.")
        .exception();
  }
}
