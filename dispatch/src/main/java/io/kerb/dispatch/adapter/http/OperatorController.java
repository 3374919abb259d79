package io.kerb.dispatch.adapter.http;

import io.kerb.dispatch.adapter.cassandra.DecisionTables;
import io.kerb.dispatch.adapter.kafka.DispatchWorker;
import io.kerb.dispatch.adapter.kafka.MarketSummaries;
import io.kerb.dispatch.wire.DecisionRecord;
import io.kerb.location.api.Market;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.Markets;
import io.kerb.location.api.TripId;
import io.kerb.runtime.http.Problem;
import io.kerb.runtime.http.ProblemException;
import io.kerb.runtime.http.Role;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How the markets are doing, and why a trip got its driver. Any instance answers. */
@Controller("/v1/ops")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.OPERATOR)
public final class OperatorController {
  private static final int DECISIONS_SHOWN = 20;

  private final Markets markets;
  private final MarketSummaries summaries;
  private final DispatchWorker worker;
  private final DecisionTables decisions;
  private final Clock clock;

  public OperatorController(
      Markets markets,
      MarketSummaries summaries,
      DispatchWorker worker,
      DecisionTables decisions,
      Clock clock) {
    this.markets = markets;
    this.summaries = summaries;
    this.worker = worker;
    this.decisions = decisions;
    this.clock = clock;
  }

  @Get("/markets")
  public MarketView.Names markets() {
    return new MarketView.Names(
        markets.listMarkets().stream()
            .map(market -> new MarketView.Name(market.marketId().value(), market.name()))
            .toList());
  }

  @Get("/markets/{market_id}")
  public MarketView market(@PathVariable("market_id") String marketId) {
    Market market = MarketPath.market(markets, marketId);
    Instant now = clock.instant();
    boolean owned = worker.owns(market.marketId());
    Optional<DispatchView> dispatch =
        summaries
            .findSummary(market.marketId())
            .map(summary -> DispatchView.of(summary, owned, now));
    return MarketView.of(
        market, dispatch.orElse(null), lines(market.marketId(), DECISIONS_SHOWN, now));
  }

  @Get("/trips/{trip_id}/why")
  public WhyView why(@PathVariable("trip_id") String tripId) {
    TripId trip = trip(tripId);
    List<DecisionRecord> records = decisions.listByTrip(trip);
    if (records.isEmpty()) {
      throw noSuchTrip(tripId);
    }
    return WhyView.of(trip.toString(), records);
  }

  @Get("/decisions")
  public DecisionLineView.Page decisions(
      @QueryValue("market_id") String marketId, @QueryValue(defaultValue = "50") int limit) {
    Market market = MarketPath.market(markets, marketId);
    if (limit < 1 || limit > DecisionTables.LINES_MAX) {
      throw Problem.badRequest(
              "invalid_field", "limit: 1 to " + DecisionTables.LINES_MAX + ", but was " + limit)
          .exception();
    }
    return new DecisionLineView.Page(lines(market.marketId(), limit, clock.instant()));
  }

  private List<DecisionLineView> lines(MarketId market, int limit, Instant now) {
    return decisions.listNewest(market, limit, now).stream().map(DecisionLineView::of).toList();
  }

  private static TripId trip(String text) {
    try {
      return TripId.parse(text);
    } catch (IllegalArgumentException e) {
      throw noSuchTrip(text);
    }
  }

  private static ProblemException noSuchTrip(String text) {
    return Problem.notFound(
            "trip_not_found",
            "No decision about trip '"
                + text
                + "' in the last 7 days; maybe its first window is"
                + " still open.")
        .exception();
  }
}
