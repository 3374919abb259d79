package io.kerb.trip.adapter.http;

import io.kerb.location.api.Market;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.Markets;
import io.kerb.location.api.TripId;
import io.kerb.runtime.http.Caller;
import io.kerb.runtime.http.Problem;
import io.kerb.runtime.http.Role;
import io.kerb.trip.aggregate.Trip;
import io.kerb.trip.aggregate.TripCommand;
import io.kerb.trip.change.ChangeTrip;
import io.kerb.trip.store.TripViews;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import java.time.Clock;
import java.util.List;

/** Trips of a market, and what only an operator may do to one. */
@Controller("/v1/ops/trips")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.OPERATOR)
public class OpsTripController {
  private static final int LIMIT_MAX = 1_000;
  private static final String LIMIT_DEFAULT = "200";

  private final TripViews views;
  private final ChangeTrip changes;
  private final Markets markets;
  private final Clock clock;

  OpsTripController(TripViews views, ChangeTrip changes, Markets markets, Clock clock) {
    this.views = views;
    this.changes = changes;
    this.markets = markets;
    this.clock = clock;
  }

  /**
   * @param marketId may be absent where there is only one
   * @param status open, or all of the last week
   */
  @Get("{?market_id,status,limit}")
  public Bodies.Trips trips(
      @Nullable @QueryValue("market_id") String marketId,
      @QueryValue(defaultValue = "open") String status,
      @QueryValue(defaultValue = LIMIT_DEFAULT) int limit,
      Authentication authentication) {
    MarketId market = market(marketId);
    int bound = HistoryController.checkLimit(limit, LIMIT_MAX);
    List<Trip> trips =
        switch (status) {
          case "open" -> views.listOpen(market, bound);
          case "all" -> views.listRecent(market, clock.instant(), bound);
          default ->
              throw Fields.invalid(
                  "status",
                  "status must be open or all, but was '" + status + "'",
                  "invalid_field");
        };
    return new Bodies.Trips(
        trips.stream()
            .map(trip -> Answers.view(trip, Answers.actor(Caller.of(authentication))))
            .toList());
  }

  private MarketId market(String text) {
    if (text == null) {
      List<Market> all = markets.listMarkets();
      if (all.size() > 1) {
        throw Fields.invalid("market_id", "there is more than one market", "missing_field");
      }
      return all.get(0).marketId();
    }
    MarketId id = Fields.valid("market_id", () -> new MarketId(text));
    return markets
        .findMarket(id)
        .map(Market::marketId)
        .orElseThrow(
            () -> Problem.notFound("market_not_found", "There is no market " + id).exception());
  }

  /** Takes the trip from its driver; it looks for another one. */
  @Post("/{tripId}/unassign")
  public TripView unassign(
      String tripId,
      @Nullable @Body Bodies.Cancel body,
      Authentication authentication,
      HttpRequest<?> request) {
    String reason = Fields.text(body == null ? null : body.reason(), "reason");
    return command(
        Fields.tripId(tripId), new TripCommand.Unassign(reason), authentication, request);
  }

  private TripView command(
      TripId id, TripCommand command, Authentication authentication, HttpRequest<?> request) {
    Caller caller = Caller.of(authentication);
    return Answers.view(
        Answers.known(() -> changes.change(id, command, Answers.origin(caller, request))),
        Answers.actor(caller));
  }
}
