package io.kerb.trip.adapter.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kerb.runtime.http.Caller;
import io.kerb.runtime.http.Role;
import io.kerb.trip.push.Notice;
import io.kerb.trip.push.OpenOffers;
import io.kerb.trip.push.Viewer;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The offers that a driver has now, for apps that ask instead of listening. */
@Controller("/v1/drivers/me/offers")
@Secured(Role.DRIVER)
public class OffersController {
  private final OpenOffers offers;
  private final ObjectMapper mapper;
  private final Clock clock;

  OffersController(OpenOffers offers, ObjectMapper mapper, Clock clock) {
    this.offers = offers;
    this.mapper = mapper;
    this.clock = clock;
  }

  /** The one that ends first at the front. */
  @Introspected
  public record OffersView(List<OfferView> offers) {}

  /** As far as this instance has read offer-events: normally a few milliseconds old. */
  @Get
  public OffersView offers(Authentication authentication) throws JsonProcessingException {
    List<OfferView> views = new ArrayList<>();
    for (Notice.OfferMade offer :
        offers.listFor(Caller.of(authentication).driver(), clock.instant())) {
      views.add(mapper.readValue(offer.payload().jsonFor(Viewer.DRIVER), OfferView.class));
    }
    return new OffersView(views);
  }
}
