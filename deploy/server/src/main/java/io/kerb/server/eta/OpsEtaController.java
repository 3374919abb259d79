package io.kerb.server.eta;

import io.kerb.eta.market.RoadNetworks;
import io.kerb.eta.serving.EtaModels;
import io.kerb.eta.serving.EtaModels.InUse;
import io.kerb.eta.serving.EtaModels.Refusal;
import io.kerb.eta.serving.ShownError;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.Markets;
import io.kerb.runtime.http.Role;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.time.Instant;
import java.util.List;

/** What makes the ETAs of this instance, and how good they were lately. */
@Controller("/v1/ops/eta")
@Secured(Role.OPERATOR)
@ExecuteOn(TaskExecutors.BLOCKING)
@Requires(condition = ServesEtas.class)
public class OpsEtaController {
  private final EtaModels models;
  private final RoadNetworks roads;
  private final Markets markets;

  OpsEtaController(EtaModels models, RoadNetworks roads, Markets markets) {
    this.models = models;
    this.roads = roads;
    this.markets = markets;
  }

  /**
   * By market. Each instance loads and hears for itself, within seconds of each other; this is what
   * the one that answers knows.
   */
  @Get
  public Page etas() {
    return new Page(
        markets.listMarkets().stream().map(market -> state(market.marketId())).toList());
  }

  private MarketState state(MarketId market) {
    String driven = roads.nameOf(market);
    EtaModels.State state = models.stateOf(market, driven);
    return new MarketState(
        market.value(),
        driven,
        state.inUse().filter(InUse::fits).isPresent() ? "model" : "hour_factors",
        state.inUse().map(ModelBody::of).orElse(null),
        state.refusal().map(RefusalBody::of).orElse(null),
        state.shown().map(ErrorBody::of).orElse(null));
  }

  @Introspected
  public record Page(List<MarketState> markets) {}

  /**
   * @param roads names the network that the market drives on, with its speeds
   * @param source what makes the ETAs: {@code model}, or {@code hour_factors} where none is
   *     promoted or the one loaded was trained on other roads
   * @param model absent where none was loaded
   * @param refusal why the model promoted last is not in use; absent if it is
   * @param shown absent where no trip finished lately
   */
  @Introspected
  public record MarketState(
      String marketId,
      String roads,
      String source,
      @Nullable ModelBody model,
      @Nullable RefusalBody refusal,
      @Nullable ErrorBody shown) {}

  /**
   * @param version the artifact's name
   * @param checksum SHA-256 of its content, in hexadecimal
   * @param trainedTrips how many finished trips it was learned from
   * @param trainedFrom the first one's pickup
   * @param trainedTo the last one's pickup
   * @param trainedRoads the network it was trained on
   * @param liveTrips trips of the last hours that it takes into account
   * @param card its evaluation, as Markdown; empty if it has none
   */
  @Introspected
  public record ModelBody(
      String version,
      String checksum,
      long trainedTrips,
      Instant trainedFrom,
      Instant trainedTo,
      String trainedRoads,
      Instant loadedAt,
      int liveTrips,
      String card) {

    static ModelBody of(InUse model) {
      return new ModelBody(
          model.version(),
          model.checksum(),
          model.origin().trips(),
          model.origin().first(),
          model.origin().last(),
          model.origin().roads(),
          model.loadedAt(),
          model.liveTrips(),
          model.card());
    }
  }

  /**
   * @param version the artifact's name
   * @param reason names the file and what is wrong with it
   */
  @Introspected
  public record RefusalBody(String version, String reason, Instant at) {
    static RefusalBody of(Refusal refusal) {
      return new RefusalBody(refusal.artifact(), refusal.reason(), refusal.at());
    }
  }

  /**
   * The durations that riders were shown, against what their rides took, over the last three hours.
   *
   * @param biasShare sum shown over sum taken, minus 1: negative where rides took longer
   */
  @Introspected
  public record ErrorBody(int trips, double medianAbsoluteErrorS, double biasShare) {
    static ErrorBody of(ShownError error) {
      return new ErrorBody(error.trips(), error.medianAbsoluteS(), error.biasShare());
    }
  }
}
