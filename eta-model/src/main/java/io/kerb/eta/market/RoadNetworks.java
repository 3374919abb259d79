package io.kerb.eta.market;

import io.kerb.eta.api.ArrivalSide;
import io.kerb.eta.api.MarketRoads;
import io.kerb.eta.api.PickupEtas;
import io.kerb.eta.api.Roads;
import io.kerb.eta.api.Route;
import io.kerb.eta.api.Routing;
import io.kerb.eta.api.UnroutableException;
import io.kerb.eta.network.RoadNetwork;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.Market;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.Markets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The roads of every market. A question belongs to the market that contains its first place (of a
 * pickup's, the pickup) and is answered by that market's extract, at its local hour. Outside every
 * market there is no such extract: routes are refused, and nobody can reach such a pickup. Markets
 * that name the same extract share one network.
 *
 * <p>One thread glances at the files, and imports what changed, one after the other. Safe for many
 * threads.
 */
public final class RoadNetworks implements Routing, PickupEtas, MarketRoads, AutoCloseable {
  private final Markets markets;
  private final Clock clock;
  private final LearnedDrives learned;
  private final Map<RoadSource, ReloadingNetwork> networks = new HashMap<>();
  private final Map<MarketId, ReloadingNetwork> ofMarket = new HashMap<>();
  private final Map<MarketId, ArrivalSide> sides = new HashMap<>();
  private final ScheduledExecutorService watching =
      Executors.newSingleThreadScheduledExecutor(RoadNetworks::watcher);

  private RoadNetworks(Markets markets, Clock clock, LearnedDrives learned) {
    this.markets = markets;
    this.clock = clock;
    this.learned = learned;
  }

  /**
   * @param sources where each market's roads come from
   * @param clock of any zone: each market has its own
   * @throws io.kerb.eta.network.UnreadableOsmException if one cannot be imported
   */
  public static RoadNetworks open(
      Markets markets, Function<Market, RoadSource> sources, Clock clock) {
    return open(
        markets, sources, market -> ArrivalSide.ANY, clock, (market, roads) -> Optional.empty());
  }

  /**
   * @param sources where each market's roads come from
   * @param sides of the car on which places must lie in each market, where a question does not say
   * @param clock of any zone: each market has its own
   * @param learned of their drives
   * @throws io.kerb.eta.network.UnreadableOsmException if one cannot be imported
   */
  public static RoadNetworks open(
      Markets markets,
      Function<Market, RoadSource> sources,
      Function<Market, ArrivalSide> sides,
      Clock clock,
      LearnedDrives learned) {
    RoadNetworks all = new RoadNetworks(markets, clock, learned);
    try {
      for (Market market : markets.listMarkets()) {
        all.add(market.marketId(), sources.apply(market));
        all.sides.put(market.marketId(), sides.apply(market));
      }
      return all;
    } catch (RuntimeException e) {
      all.close();
      throw e;
    }
  }

  private void add(MarketId market, RoadSource source) {
    ReloadingNetwork known = networks.get(source);
    if (known == null) {
      known = new ReloadingNetwork(source, clock);
      networks.put(source, known);
    }
    ofMarket.put(market, known);
  }

  /** Glances at the files this often from now on; a change is taken at the second glance. */
  public RoadNetworks watch(Duration every) {
    watching.scheduleWithFixedDelay(
        () -> networks.values().forEach(ReloadingNetwork::poll),
        every.toMillis(),
        every.toMillis(),
        TimeUnit.MILLISECONDS);
    return this;
  }

  @Override
  public Route route(List<LatLng> places) {
    if (places.isEmpty()) {
      throw new IllegalArgumentException("a route needs 2 to " + PLACES_MAX + " places, got none");
    }
    LatLng first = places.get(0);
    Market market = markets.findContaining(first).orElseThrow(() -> outside(first));
    return ask(market, roads -> roads.route(places, sides.get(market.marketId())));
  }

  @Override
  public List<int[]> pickupEtasOfEachS(List<Question> questions) {
    List<Optional<MarketId>> asked =
        questions.stream()
            .map(question -> markets.findContaining(question.pickup()).map(Market::marketId))
            .toList();
    int[][] answers = new int[questions.size()][];
    for (Optional<MarketId> market : asked.stream().distinct().toList()) {
      int[] mine =
          IntStream.range(0, answers.length).filter(i -> asked.get(i).equals(market)).toArray();
      List<Question> window = Arrays.stream(mine).mapToObj(questions::get).toList();
      List<int[]> etas =
          market
              .map(markets::getMarket)
              .map(of -> ask(of, roads -> roads.pickupEtasOfEachS(sided(of, window))))
              .orElseGet(() -> window.stream().map(RoadNetworks::nobody).toList());
      for (int i = 0; i < mine.length; i++) {
        answers[mine[i]] = etas.get(i);
      }
    }
    return List.of(answers);
  }

  private <R> R ask(Market market, Function<RoadNetwork, R> question) {
    return ofMarket.get(market.marketId()).ask(roads -> question.apply(timed(roads, market)));
  }

  private RoadNetwork timed(RoadNetwork roads, Market market) {
    return learned
        .findTimes(market.marketId(), roads.name())
        .map(roads::timedBy)
        .orElseGet(() -> roads.withClock(clock.withZone(market.timeZone())));
  }

  /**
   * @param seconds without traffic; infinite where there is no way
   * @param roads {@link RoadNetwork#name} of the network that says so
   */
  public record EmptyRoad(double seconds, String roads) {}

  /**
   * How long a drive of this market takes on empty roads.
   *
   * @throws java.util.NoSuchElementException if there is no such market
   */
  public EmptyRoad emptyRoad(MarketId market, LatLng from, LatLng to) {
    return network(market)
        .ask(roads -> new EmptyRoad(roads.emptyRoadSecondsTo(to, List.of(from))[0], roads.name()));
  }

  /**
   * {@link RoadNetwork#name} of the market's roads as they are now.
   *
   * @throws java.util.NoSuchElementException if there is no such market
   */
  public String nameOf(MarketId market) {
    return network(market).ask(RoadNetwork::name);
  }

  private List<Question> sided(Market market, List<Question> window) {
    ArrivalSide side = sides.get(market.marketId());
    if (side == ArrivalSide.ANY) {
      return window;
    }
    return window.stream()
        .map(
            question ->
                question.side() == ArrivalSide.ANY
                    ? new Question(question.pickup(), question.drivers(), side)
                    : question)
        .toList();
  }

  private static int[] nobody(Question question) {
    int[] etas = new int[question.drivers().size()];
    Arrays.fill(etas, UNREACHABLE);
    return etas;
  }

  private static UnroutableException outside(LatLng place) {
    return new UnroutableException(
        place,
        "no market contains "
            + place.latitude()
            + ", "
            + place.longitude()
            + ", so that no roads are known there; maybe latitude and longitude are swapped");
  }

  @Override
  public Roads roadsOf(MarketId market) {
    ReloadingNetwork network = network(market);
    return new Roads() {
      @Override
      public List<Road> listRoads() {
        return network.ask(RoadNetwork::listRoads);
      }

      @Override
      public String attribution() {
        return network.ask(RoadNetwork::attribution);
      }
    };
  }

  @Override
  public State stateOf(MarketId market) {
    return network(market).state();
  }

  @Override
  public State reload(MarketId market) {
    ReloadingNetwork network = network(market);
    if (network.askForReload()) {
      watching.execute(network::reload);
    }
    return network.state();
  }

  private ReloadingNetwork network(MarketId market) {
    return ofMarket.get(markets.getMarket(market).marketId());
  }

  /** Extracts loaded now. */
  public int networks() {
    return networks.size();
  }

  @Override
  public void close() {
    watching.shutdownNow();
    networks.values().forEach(ReloadingNetwork::close);
  }

  private static Thread watcher(Runnable work) {
    Thread thread = new Thread(work, "road-networks");
    thread.setDaemon(true);
    return thread;
  }
}
