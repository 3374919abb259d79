package io.kerb.eta.match;

import io.kerb.eta.network.MatchingRoads;
import io.kerb.eta.network.Spot;
import io.kerb.eta.network.Walk;
import io.kerb.eta.network.Walks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Finds the likeliest way through a car's positions: each may belong to any road near it, the less
 * likely the farther off it is, and two of them are likely joined by a way about as long as the
 * straight line (Newson and Krumm, "Hidden Markov Map Matching Through Noise and Sparseness", ACM
 * GIS 2009, sections 4.1 to 4.4; the likeliest sequence by Viterbi's algorithm). Where no road or
 * no credible way is there, the chain breaks, and begins anew with the next position.
 */
public final class RoadMatcher {
  /** Roads farther off are not looked at. */
  static final double RADIUS_M = 60;

  /** Roads looked at for one position. */
  static final int SPOTS_MAX = 6;

  /** Standard deviation of a position's distance from its road, among high houses too. */
  static final double OFF_SIGMA_M = 15;

  /** Mean of the way's length beyond the straight line, for each second between positions. */
  static final double DETOUR_M_PER_S = 1.5;

  /** A longer detour than this is no way that somebody took. */
  static final double DETOUR_MAX_M = 2_000;

  /** How much faster than the time model's empty road a car may have been. */
  static final double HASTE_MAX = 2;

  /** Positions farther apart in time say too little about the way between them. */
  static final long GAP_MAX_S = 120;

  private final MatchingRoads roads;

  public RoadMatcher(MatchingRoads roads) {
    this.roads = roads;
  }

  /** A road that a position may belong to, with the likeliest way to it. */
  private record State(Spot spot, double logLikelihood, Optional<State> before, Step step) {}

  /**
   * @param ride positions of one car, in the order of time
   * @return unbroken chains of steps, each at least one step long
   */
  public List<List<Step>> match(List<Ping> ride) {
    List<List<Step>> chains = new ArrayList<>();
    List<State> now = List.of();
    Ping before = null;
    for (Ping ping : ride) {
      List<Spot> spots = roads.spotsNear(ping.place(), RADIUS_M, SPOTS_MAX);
      List<State> next = before == null ? List.of() : advance(now, before, ping, spots);
      if (next.isEmpty()) {
        end(now, chains);
        next = spots.stream().map(RoadMatcher::begin).toList();
      }
      now = next;
      before = ping;
    }
    end(now, chains);
    return chains;
  }

  private static State begin(Spot spot) {
    return new State(spot, emission(spot), Optional.empty(), null);
  }

  private List<State> advance(List<State> now, Ping from, Ping to, List<Spot> spots) {
    long durationS = to.epochS() - from.epochS();
    if (durationS <= 0 || durationS > GAP_MAX_S) {
      return List.of();
    }
    List<Walks> walks =
        now.stream().map(state -> roads.walksFrom(state.spot, HASTE_MAX * durationS)).toList();
    List<State> next = new ArrayList<>();
    for (Spot spot : spots) {
      likeliest(now, walks, spot, from, durationS, from.place().metersTo(to.place()))
          .ifPresent(next::add);
    }
    return next;
  }

  private static Optional<State> likeliest(
      List<State> now, List<Walks> walks, Spot spot, Ping from, long durationS, double straightM) {
    State best = null;
    for (int i = 0; i < now.size(); i++) {
      Optional<Walk> walk = walks.get(i).to(spot);
      double detourM = walk.map(way -> Math.abs(way.meters() - straightM)).orElse(DETOUR_MAX_M);
      if (detourM < DETOUR_MAX_M) {
        double logLikelihood =
            now.get(i).logLikelihood - detourM / (DETOUR_M_PER_S * durationS) + emission(spot);
        if (best == null || logLikelihood > best.logLikelihood) {
          Step step = new Step(from.epochS(), durationS, walk.orElseThrow());
          best = new State(spot, logLikelihood, Optional.of(now.get(i)), step);
        }
      }
    }
    return Optional.ofNullable(best);
  }

  private static double emission(Spot spot) {
    double deviations = spot.offM() / OFF_SIGMA_M;
    return -deviations * deviations / 2;
  }

  private static void end(List<State> last, List<List<Step>> chains) {
    last.stream()
        .max((a, b) -> Double.compare(a.logLikelihood, b.logLikelihood))
        .map(RoadMatcher::steps)
        .filter(steps -> !steps.isEmpty())
        .ifPresent(chains::add);
  }

  private static List<Step> steps(State last) {
    List<Step> steps = new ArrayList<>();
    for (State state = last; state.before.isPresent(); state = state.before.get()) {
      steps.add(state.step);
    }
    Collections.reverse(steps);
    return steps;
  }
}
