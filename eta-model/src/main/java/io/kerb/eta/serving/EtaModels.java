package io.kerb.eta.serving;

import io.kerb.eta.market.LearnedDrives;
import io.kerb.eta.residual.ModelDirectory;
import io.kerb.eta.residual.Origin;
import io.kerb.eta.time.DriveTimes;
import io.kerb.location.api.Market;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.Markets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The learned models of all markets: {@code <directory>/<market_id>/} holds one market's, laid out
 * by {@link ModelDirectory}. Knows no thread: {@link #poll} and {@link #hear} are called by whoever
 * watches and listens.
 */
public final class EtaModels implements LearnedDrives {
  private final Markets markets;
  private final Map<MarketId, MarketModel> models;

  /**
   * @param directory need not be there: then nothing is learned
   * @param clock of any zone: each market has its own
   */
  public EtaModels(Path directory, Markets markets, Clock clock) {
    this.markets = markets;
    this.models =
        markets.listMarkets().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Market::marketId, market -> model(market, directory, clock)));
  }

  private static MarketModel model(Market market, Path directory, Clock clock) {
    String id = market.marketId().value();
    return new MarketModel(
        id, new ModelDirectory(directory.resolve(id)), clock.withZone(market.timeZone()));
  }

  @Override
  public Optional<DriveTimes> findTimes(MarketId market, String roads) {
    return models.get(market).findTimes(roads);
  }

  /**
   * Loads what was promoted since, one market after the other; refusals are in {@link #stateOf}.
   *
   * @param roads name the network that a market drives on
   */
  public void poll(Function<MarketId, String> roads) {
    models.forEach((market, model) -> model.poll(roads.apply(market)));
  }

  /** A drive is over: what it took beyond its calibrated time counts from the next minute on. */
  public void hear(MarketId market, FinishedDrive drive) {
    model(market).hear(drive);
  }

  /**
   * @param roads name of the network that the market drives on
   * @throws java.util.NoSuchElementException if there is no such market
   */
  public State stateOf(MarketId market, String roads) {
    return model(market).state(roads);
  }

  private MarketModel model(MarketId market) {
    return models.get(markets.getMarket(market).marketId());
  }

  /**
   * @param inUse empty where the hours' factors count
   * @param refusal why the artifact promoted last is not in use
   * @param shown empty where no trip has finished lately
   */
  public record State(
      Optional<InUse> inUse, Optional<Refusal> refusal, Optional<ShownError> shown) {}

  /**
   * @param version the artifact's name without its ending
   * @param checksum SHA-256 of its content, in hexadecimal
   * @param fits false if the roads were exchanged since: then the hours' factors count
   * @param card figures of its evaluation, as text; empty if there is none
   * @param liveTrips finished trips that it was told of
   */
  public record InUse(
      String version,
      String checksum,
      Origin origin,
      boolean fits,
      String card,
      Instant loadedAt,
      int liveTrips) {}

  /**
   * @param artifact which
   * @param reason names the file and what is wrong with it
   */
  public record Refusal(String artifact, String reason, Instant at) {}
}
