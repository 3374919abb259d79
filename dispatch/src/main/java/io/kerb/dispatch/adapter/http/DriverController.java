package io.kerb.dispatch.adapter.http;

import io.kerb.dispatch.adapter.http.DispatchView.PlaceView;
import io.kerb.dispatch.adapter.kafka.MarketCommandLog;
import io.kerb.dispatch.adapter.kafka.MarketCommandLog.Unanswered;
import io.kerb.dispatch.api.OfferId;
import io.kerb.dispatch.api.OfferId.Claims;
import io.kerb.dispatch.api.OfferSigner;
import io.kerb.dispatch.market.MarketCommand;
import io.kerb.dispatch.market.MarketCommand.DeclineOffer;
import io.kerb.dispatch.market.MarketCommand.SetDuty;
import io.kerb.dispatch.supply.Destination;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.Market;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.Markets;
import io.kerb.location.api.Product;
import io.kerb.location.api.ProductId;
import io.kerb.runtime.http.Caller;
import io.kerb.runtime.http.Problem;
import io.kerb.runtime.http.Problem.FieldError;
import io.kerb.runtime.http.Role;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A driver's duty, and the noes to offers. Both go to the market's owner through its log. */
@Controller("/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.DRIVER)
public final class DriverController {
  private static final int RETRY_AFTER_S = 2;
  private static final int TRACEPARENT_MAX = 55;

  private final Markets markets;
  private final OfferSigner signer;
  private final MarketCommandLog commands;

  public DriverController(Markets markets, OfferSigner signer, MarketCommandLog commands) {
    this.markets = markets;
    this.signer = signer;
    this.commands = commands;
  }

  /** Goes on or off duty. Repeating it changes nothing. */
  @Put("/drivers/me/duty")
  public DutyAnswer setDuty(
      Authentication authentication,
      @Body DutyRequest request,
      @Nullable @Header("traceparent") String traceparent) {
    DriverId driver = Caller.of(authentication).driver();
    Market market = market(request.marketId());
    Set<ProductId> products = products(request, market);
    Optional<Destination> destination = destination(request, market);
    if (request.onDuty()) {
      leaveOthers(driver, market, traceparent);
    }
    append(market, new SetDuty(driver, request.onDuty(), products, destination), traceparent);
    return new DutyAnswer(
        driver.toString(),
        request.onDuty(),
        new TreeSet<>(products.stream().map(ProductId::value).toList()).stream().toList(),
        market.marketId().value(),
        destination
            .map(goal -> new PlaceView(goal.place().latitude(), goal.place().longitude()))
            .orElse(null));
  }

  /** A driver has one home market; who was on duty in another is told to be so no longer. */
  private void leaveOthers(DriverId driver, Market home, @Nullable String traceparent) {
    for (Market other : markets.listMarkets()) {
      if (!other.equals(home)) {
        append(other, new SetDuty(driver, false, Set.of()), traceparent);
      }
    }
  }

  /** Says no to an offer; the request goes to somebody else. */
  @Post("/offers/{offer_id}/decline")
  public HttpResponse<Map<String, String>> decline(
      Authentication authentication,
      @PathVariable("offer_id") String offerId,
      @Nullable @Body DeclineRequest request,
      @Nullable @Header("traceparent") String traceparent) {
    DriverId driver = Caller.of(authentication).driver();
    if (request != null
        && request.reason() != null
        && request.reason().length() > DeclineRequest.REASON_MAX) {
      throw invalid("reason", "at most " + DeclineRequest.REASON_MAX + " characters");
    }
    OfferId offer = new OfferId(offerId);
    Market market =
        signer
            .verify(offer)
            .filter(claims -> claims.driver().equals(driver))
            .map(Claims::marketPartition)
            .flatMap(markets::findByPartition)
            .orElseThrow(
                () ->
                    Problem.notFound("offer_not_found", "You have no offer with this id.")
                        .exception());
    append(market, new DeclineOffer(driver, offer), traceparent);
    return HttpResponse.accepted().body(Map.of());
  }

  private Market market(@Nullable String named) {
    if (named == null) {
      List<Market> all = markets.listMarkets();
      if (all.size() == 1) {
        return all.get(0);
      }
      throw invalid("market_id", "needed, because there are " + all.size() + " markets");
    }
    try {
      return markets
          .findMarket(new MarketId(named))
          .orElseThrow(() -> invalid("market_id", "there is no market '" + named + "'"));
    } catch (IllegalArgumentException e) {
      throw invalid("market_id", e.getMessage());
    }
  }

  private static Set<ProductId> products(DutyRequest request, Market market) {
    List<String> named = request.productIds() == null ? List.of() : request.productIds();
    if (request.onDuty() && named.isEmpty()) {
      throw invalid("product_ids", "name at least one product to go on duty");
    }
    Set<String> known =
        market.products().stream()
            .map(Product::productId)
            .map(ProductId::value)
            .collect(Collectors.toCollection(TreeSet::new));
    for (String name : named) {
      if (name == null || !known.contains(name)) {
        throw invalid(
            "product_ids",
            "market " + market.marketId() + " has no product '" + name + "'; it has " + known);
      }
    }
    return named.stream().map(ProductId::new).collect(Collectors.toUnmodifiableSet());
  }

  private static Optional<Destination> destination(DutyRequest request, Market market) {
    if (request.destination() == null) {
      return Optional.empty();
    }
    if (!request.onDuty()) {
      throw invalid("destination", "for a driver on duty only; leave it out to go off duty");
    }
    LatLng place = position(request.destination());
    if (!market.contains(place)) {
      throw invalid("destination", "it must lie in market " + market.marketId());
    }
    return Optional.of(new Destination(place));
  }

  private static LatLng position(DutyRequest.Place place) {
    if (place.latitude() == null || place.longitude() == null) {
      throw invalid("destination", "needs latitude and longitude");
    }
    try {
      return new LatLng(place.latitude(), place.longitude());
    } catch (IllegalArgumentException e) {
      throw invalid("destination", e.getMessage());
    }
  }

  private void append(Market market, MarketCommand command, @Nullable String traceparent) {
    try {
      commands.append(
          market,
          command,
          traceparent == null || traceparent.length() > TRACEPARENT_MAX ? "" : traceparent);
    } catch (Unanswered e) {
      throw Problem.unavailable(
              "log_unavailable",
              "The log did not answer; the command may or may not have been taken. Send it again.",
              RETRY_AFTER_S)
          .exception();
    }
  }

  private static RuntimeException invalid(String field, String message) {
    return Problem.unprocessable("invalid_field", field + ": " + message)
        .withErrors(List.of(new FieldError(field, "invalid", message)))
        .exception();
  }
}
