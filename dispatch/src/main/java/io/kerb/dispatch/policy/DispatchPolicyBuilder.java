package io.kerb.dispatch.policy;

import io.kerb.dispatch.policy.DispatchPolicy.Solver;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Collects the numbers of a {@link DispatchPolicy}; what is not set keeps the default seen here.
 */
public final class DispatchPolicyBuilder {
  private String version;
  private Duration window = Duration.ofSeconds(1);
  private Duration offerTtl = Duration.ofSeconds(15);
  private List<Integer> ringsM = List.of(1_000, 2_500, 5_000);
  private int candidatesMax = 40;
  private Duration freshness = Duration.ofSeconds(30);
  private Duration pickupEtaMax = Duration.ofMinutes(15);
  private double waitingCreditPerS = 0.5;
  private Duration waitingCreditMax = Duration.ofSeconds(120);
  private Solver solver = Solver.OPTIMAL;
  private Duration solverBudget = Duration.ofMillis(250);
  private double idleCreditPerS = 0;
  private Duration idleCreditMax = Duration.ofSeconds(120);
  private List<Substitute> substitutes = List.of();
  private Rematching rematching = new Rematching(Duration.ofSeconds(5), Duration.ofSeconds(30), 5);
  private Duration forwardMax = Duration.ZERO;
  private Duration windowMax = Duration.ofSeconds(5);
  private int plenty = 8;
  private int batchMax = 1_000;
  private int offersParallel = 1;

  DispatchPolicyBuilder(String version) {
    this.version = version;
  }

  /** Other numbers want another version. */
  public DispatchPolicyBuilder version(String name) {
    this.version = name;
    return this;
  }

  public DispatchPolicyBuilder window(Duration duration) {
    this.window = duration;
    return this;
  }

  public DispatchPolicyBuilder offerTtl(Duration duration) {
    this.offerTtl = duration;
    return this;
  }

  public DispatchPolicyBuilder ringsM(List<Integer> radii) {
    this.ringsM = radii;
    return this;
  }

  public DispatchPolicyBuilder candidatesMax(int drivers) {
    this.candidatesMax = drivers;
    return this;
  }

  public DispatchPolicyBuilder freshness(Duration duration) {
    this.freshness = duration;
    return this;
  }

  public DispatchPolicyBuilder pickupEtaMax(Duration duration) {
    this.pickupEtaMax = duration;
    return this;
  }

  public DispatchPolicyBuilder waitingCreditPerS(double seconds) {
    this.waitingCreditPerS = seconds;
    return this;
  }

  public DispatchPolicyBuilder waitingCreditMax(Duration duration) {
    this.waitingCreditMax = duration;
    return this;
  }

  public DispatchPolicyBuilder solver(Solver kind) {
    this.solver = kind;
    return this;
  }

  public DispatchPolicyBuilder solverBudget(Duration duration) {
    this.solverBudget = duration;
    return this;
  }

  public DispatchPolicyBuilder idleCreditPerS(double seconds) {
    this.idleCreditPerS = seconds;
    return this;
  }

  public DispatchPolicyBuilder idleCreditMax(Duration duration) {
    this.idleCreditMax = duration;
    return this;
  }

  public DispatchPolicyBuilder substitutes(List<Substitute> rules) {
    this.substitutes = rules;
    return this;
  }

  public DispatchPolicyBuilder rematching(Rematching rules) {
    this.rematching = rules;
    return this;
  }

  /** Changes some of the rules. */
  public DispatchPolicyBuilder rematching(UnaryOperator<Rematching> change) {
    return rematching(change.apply(rematching));
  }

  public DispatchPolicyBuilder forwardMax(Duration duration) {
    this.forwardMax = duration;
    return this;
  }

  /** Less than the window, but not below zero: as long as it. */
  public DispatchPolicyBuilder windowMax(Duration duration) {
    this.windowMax = duration;
    return this;
  }

  public DispatchPolicyBuilder plenty(int candidates) {
    this.plenty = candidates;
    return this;
  }

  public DispatchPolicyBuilder batchMax(int trips) {
    this.batchMax = trips;
    return this;
  }

  public DispatchPolicyBuilder offersParallel(int drivers) {
    this.offersParallel = drivers;
    return this;
  }

  /**
   * @throws IllegalArgumentException if a number is out of its bounds, naming it
   */
  public DispatchPolicy build() {
    return new DispatchPolicy(
        version,
        window,
        offerTtl,
        ringsM,
        candidatesMax,
        freshness,
        pickupEtaMax,
        waitingCreditPerS,
        waitingCreditMax,
        solver,
        solverBudget,
        idleCreditPerS,
        idleCreditMax,
        substitutes,
        rematching,
        forwardMax,
        windowMax.isNegative() || windowMax.compareTo(window) > 0 ? windowMax : window,
        plenty,
        batchMax,
        offersParallel);
  }
}
