package io.kerb.pricing.adapter.http;

import io.kerb.location.api.Cell;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.Market;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.Markets;
import io.kerb.location.api.ProductId;
import io.kerb.pricing.forecast.ForecastTable;
import io.kerb.pricing.forecast.SlotTime;
import io.kerb.pricing.heat.HeatCell;
import io.kerb.pricing.heat.HeatMap;
import io.kerb.pricing.heat.HeatMap.Supply;
import io.kerb.pricing.heat.Suggester;
import io.kerb.pricing.surge.CellSurge;
import io.kerb.pricing.surge.SurgeTable;
import io.kerb.runtime.http.Caller;
import io.kerb.runtime.http.Role;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Where an idle driver finds riders. */
@Controller("/v1/heatmap")
@Secured(Role.DRIVER)
final class HeatMapController {
  private final Markets markets;
  private final ForecastTable forecasts;
  private final SurgeTable surge;
  private final Suggester suggester;
  private final Clock clock;

  HeatMapController(
      Markets markets,
      ForecastTable forecasts,
      SurgeTable surge,
      Suggester suggester,
      Clock clock) {
    this.markets = markets;
    this.forecasts = forecasts;
    this.surge = surge;
    this.suggester = suggester;
    this.clock = clock;
  }

  /** Cells nearest first; no suggestion where it is best to stay, or where no car was counted. */
  @Introspected
  public record HeatMapBody(
      String marketId, List<HeatCellBody> cells, @Nullable SuggestionBody suggestion) {}

  /**
   * @param latitude of the cell's centre
   * @param expectedRequests in the next 15 min
   * @param idleCars absent while supply is not known
   */
  @Introspected
  public record HeatCellBody(
      String cell,
      BigDecimal latitude,
      BigDecimal longitude,
      BigDecimal expectedRequests,
      @Nullable Integer idleCars,
      @Nullable BigDecimal expectedRequestsPerCar,
      BigDecimal surgeMultiplier) {}

  /**
   * @param expectedTripsMore than here in the next 15 min, the drive paid, at the usual price
   */
  @Introspected
  public record SuggestionBody(
      String cell,
      BigDecimal latitude,
      BigDecimal longitude,
      int driveTimeS,
      BigDecimal expectedTripsMore) {}

  /**
   * The cells around a place, with requests expected, idle cars and surge of a product (the
   * market's first if none is named), and where to go.
   */
  @Get
  @ExecuteOn(TaskExecutors.BLOCKING)
  HeatMapBody heatMap(
      @QueryValue @Nullable Double latitude,
      @QueryValue @Nullable Double longitude,
      @Nullable @QueryValue("product_id") String productId,
      Authentication authentication) {
    LatLng here = AskedPlace.of(latitude, longitude);
    Market market = AskedPlace.market(markets, here);
    MarketId id = market.marketId();
    Instant now = clock.instant();
    Map<Cell, Supply> supply = supply(id, AskedProduct.of(market, productId), now);
    List<HeatCell> cells = HeatMap.around(here, forecasts.expected(id, now, SlotTime.SLOT), supply);
    // Cars that nobody counted are no shortage.
    boolean counted = !supply.isEmpty();
    Optional<Suggester.Suggestion> suggestion =
        counted
            ? suggester.suggest(Caller.of(authentication).driver(), here, cells)
            : Optional.empty();
    return new HeatMapBody(
        id.value(),
        cells.stream().map(cell -> body(cell, counted)).toList(),
        suggestion.map(HeatMapController::body).orElse(null));
  }

  private Map<Cell, Supply> supply(MarketId market, ProductId product, Instant now) {
    return surge.list(market, product, now).stream()
        .collect(
            Collectors.toMap(
                CellSurge::cell, entry -> new Supply(entry.causes().supply(), entry.multiplier())));
  }

  private static HeatCellBody body(HeatCell cell, boolean counted) {
    LatLng center = cell.cell().center();
    return new HeatCellBody(
        cell.cell().toString(),
        degrees(center.latitude()),
        degrees(center.longitude()),
        tenths(cell.expected()),
        counted ? cell.idleCars() : null,
        counted ? tenths(cell.expectedPerCar()) : null,
        cell.multiplier());
  }

  private static SuggestionBody body(Suggester.Suggestion suggestion) {
    LatLng center = suggestion.cell().cell().center();
    return new SuggestionBody(
        suggestion.cell().cell().toString(),
        degrees(center.latitude()),
        degrees(center.longitude()),
        suggestion.driveTimeS(),
        tenths(suggestion.worthMore()));
  }

  /** To 11 m: a cell is a hundred times as wide. */
  private static BigDecimal degrees(double value) {
    return BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_UP);
  }

  private static BigDecimal tenths(double value) {
    return BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP);
  }
}
