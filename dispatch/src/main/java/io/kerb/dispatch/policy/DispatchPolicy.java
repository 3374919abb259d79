package io.kerb.dispatch.policy;

import io.kerb.location.api.ProductId;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How a market is dispatched. A value with a version: each decision names the policy that made it.
 *
 * <p>Made by {@link #named} and {@link #toBuilder}: who cares for two of the numbers names these
 * two.
 *
 * @param version changes whenever a number in it does
 * @param window requests that come within it are matched together
 * @param offerTtl how long a driver may think about an offer
 * @param ringsM radii in metres, growing: the search widens until it has enough candidates
 * @param candidatesMax most drivers weighed for one request
 * @param freshness a driver silent for longer is no candidate
 * @param pickupEtaMax a pickup that takes longer is not offered
 * @param waitingCreditPerS seconds of pickup ETA forgiven per second that the rider has waited:
 *     when drivers are scarce, who has waited longer goes first
 * @param waitingCreditMax most seconds forgiven, so that nobody far away starves everybody near
 * @param solver who assigns drivers to requests
 * @param solverBudget how long the optimal solver may take; then the window is solved greedily
 * @param idleCreditPerS seconds of pickup ETA forgiven per second that the driver has been idle; 0
 *     for the nearest driver always. Who has waited longer for a ride then gets it, if not much
 *     farther away
 * @param idleCreditMax most seconds forgiven: what a rider may wait longer so that drivers take
 *     turns
 * @param substitutes which products may stand in for which; none by default
 * @param rematching how cars that are on their way are matched anew
 * @param windowMax the window of riders with few idle cars in reach; never shorter than {@code
 *     window}
 * @param plenty with so many idle candidates a rider is not kept for the longer window
 * @param batchMax most trips in one window; the longest waiting go first
 * @param offersParallel how many drivers are asked for one request at a time; the first to accept
 *     gets it
 * @param forwardMax a driver whose ride ends within this time is a candidate; zero for never
 */
public record DispatchPolicy(
    String version,
    Duration window,
    Duration offerTtl,
    List<Integer> ringsM,
    int candidatesMax,
    Duration freshness,
    Duration pickupEtaMax,
    double waitingCreditPerS,
    Duration waitingCreditMax,
    Solver solver,
    Duration solverBudget,
    double idleCreditPerS,
    Duration idleCreditMax,
    List<Substitute> substitutes,
    Rematching rematching,
    Duration forwardMax,
    Duration windowMax,
    int plenty,
    int batchMax,
    int offersParallel) {

  /** The largest fleet that one pickup-ETA question takes. */
  public static final int CANDIDATES_MAX = 200;

  private static final int RING_MAX_M = 50_000;
  private static final Duration WINDOW_MAX = Duration.ofMinutes(1);
  private static final Duration OFFER_TTL_MAX = Duration.ofMinutes(5);
  private static final int BATCH_MAX = 5_000;
  private static final int OFFERS_PARALLEL_MAX = 10;
  private static final int SUBSTITUTES_MAX = 32;
  private static final Duration FORWARD_MAX = Duration.ofMinutes(15);
  private static final Duration IDLE_CREDIT_MAX = Duration.ofMinutes(10);
  private static final int RINGS_MAX = 10;
  private static final Duration FRESHNESS_MAX = Duration.ofMinutes(5);
  private static final Duration PICKUP_ETA_MAX = Duration.ofHours(2);
  private static final Duration WAITING_CREDIT_MAX = Duration.ofHours(1);
  private static final Duration SOLVER_BUDGET_MAX = Duration.ofSeconds(10);

  /** How drivers are assigned to the requests of a window. */
  public enum Solver {
    /** The least total cost. */
    OPTIMAL,
    /** The cheapest pair first. */
    GREEDY
  }

  public DispatchPolicy {
    ringsM = List.copyOf(ringsM);
    substitutes = List.copyOf(substitutes);
    require(!version.isBlank(), "version", version, "it must not be blank");
    require(within(window, WINDOW_MAX), "window", window, "more than 0, at most " + WINDOW_MAX);
    require(
        within(offerTtl, OFFER_TTL_MAX),
        "offer-ttl",
        offerTtl,
        "more than 0, at most " + OFFER_TTL_MAX);
    require(
        grow(ringsM),
        "rings-m",
        ringsM,
        "1 to " + RINGS_MAX + ", growing, at most " + RING_MAX_M + " m");
    require(
        candidatesMax >= 1 && candidatesMax <= CANDIDATES_MAX,
        "candidates-max",
        candidatesMax,
        "1 to " + CANDIDATES_MAX);
    require(
        within(freshness, FRESHNESS_MAX),
        "freshness",
        freshness,
        "more than 0, at most " + FRESHNESS_MAX);
    require(
        within(pickupEtaMax, PICKUP_ETA_MAX),
        "pickup-eta-max",
        pickupEtaMax,
        "more than 0, at most " + PICKUP_ETA_MAX);
    require(
        waitingCreditPerS >= 0 && waitingCreditPerS <= 100,
        "waiting-credit-per-s",
        waitingCreditPerS,
        "0 to 100");
    requireUpTo("waiting-credit-max", waitingCreditMax, WAITING_CREDIT_MAX);
    require(
        idleCreditPerS >= 0 && idleCreditPerS <= 10,
        "idle-credit-per-s",
        idleCreditPerS,
        "0 to 10");
    requireUpTo("idle-credit-max", idleCreditMax, IDLE_CREDIT_MAX);
    requireUpTo("forward-max", forwardMax, FORWARD_MAX);
    require(
        windowMax.compareTo(window) >= 0 && windowMax.compareTo(WINDOW_MAX) <= 0,
        "window-max",
        windowMax,
        "window (" + window + ") to " + WINDOW_MAX);
    require(batchMax >= 1 && batchMax <= BATCH_MAX, "batch-max", batchMax, "1 to " + BATCH_MAX);
    require(
        offersParallel >= 1 && offersParallel <= OFFERS_PARALLEL_MAX,
        "offers-parallel",
        offersParallel,
        "1 to " + OFFERS_PARALLEL_MAX);
    require(plenty >= 1 && plenty <= CANDIDATES_MAX, "plenty", plenty, "1 to " + CANDIDATES_MAX);
    require(
        substitutes.size() <= SUBSTITUTES_MAX,
        "substitutes",
        substitutes.size() + " rules",
        "at most " + SUBSTITUTES_MAX);
    require(
        substitutes.stream().map(rule -> List.of(rule.product(), rule.by())).distinct().count()
            == substitutes.size(),
        "substitutes",
        substitutes,
        "one rule for each pair of product and by");
    require(
        within(solverBudget, SOLVER_BUDGET_MAX),
        "solver-budget",
        solverBudget,
        "more than 0, at most " + SOLVER_BUDGET_MAX);
  }

  /** A policy of this version; what is not set has the default of {@link DispatchPolicyBuilder}. */
  public static DispatchPolicyBuilder named(String version) {
    return new DispatchPolicyBuilder(version);
  }

  /** To change some of the numbers. */
  public DispatchPolicyBuilder toBuilder() {
    return new DispatchPolicyBuilder(version)
        .window(window)
        .offerTtl(offerTtl)
        .ringsM(ringsM)
        .candidatesMax(candidatesMax)
        .freshness(freshness)
        .pickupEtaMax(pickupEtaMax)
        .waitingCreditPerS(waitingCreditPerS)
        .waitingCreditMax(waitingCreditMax)
        .solver(solver)
        .solverBudget(solverBudget)
        .idleCreditPerS(idleCreditPerS)
        .idleCreditMax(idleCreditMax)
        .substitutes(substitutes)
        .rematching(rematching)
        .forwardMax(forwardMax)
        .windowMax(windowMax)
        .plenty(plenty)
        .batchMax(batchMax)
        .offersParallel(offersParallel);
  }

  /** The largest ring. */
  public int reachM() {
    return ringsM.get(ringsM.size() - 1);
  }

  /**
   * The cheapest rule by which a driver of these products may take a request for another one.
   *
   * @param waited how long the rider has waited
   */
  public Optional<Substitute> findSubstitute(
      ProductId ordered, Set<ProductId> served, Duration waited) {
    return substitutes.stream()
        .filter(rule -> rule.allows(ordered, served, waited))
        .min(Comparator.comparing(Substitute::extraCost));
  }

  /** Time is counted in milliseconds: less than one is nothing. */
  private static boolean within(Duration duration, Duration max) {
    return duration.toMillis() > 0 && duration.compareTo(max) <= 0;
  }

  private static boolean grow(List<Integer> rings) {
    int inner = 0;
    for (int ring : rings) {
      if (ring <= inner || ring > RING_MAX_M) {
        return false;
      }
      inner = ring;
    }
    return inner > 0 && rings.size() <= RINGS_MAX;
  }

  static void requireUpTo(String name, Duration duration, Duration max) {
    require(!duration.isNegative() && duration.compareTo(max) <= 0, name, duration, "0 to " + max);
  }

  static void require(boolean valid, String name, Object value, String allowed) {
    if (!valid) {
      throw new InvalidPolicy(name, value, allowed);
    }
  }
}
