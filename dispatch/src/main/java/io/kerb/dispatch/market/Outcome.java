package io.kerb.dispatch.market;

import io.kerb.dispatch.exchange.ExchangeEvent;
import io.kerb.dispatch.matching.Decision;
import io.kerb.dispatch.offer.OfferEvent;
import io.kerb.dispatch.policy.PolicyEvent;
import io.kerb.dispatch.supply.StatusChanged;
import java.util.ArrayList;
import java.util.List;

/** The events that a decision made; they become true when they are in the log. */
public record Outcome(
    List<OfferEvent> offers,
    List<ExchangeEvent> exchanges,
    List<StatusChanged> statuses,
    List<Decision> decisions,
    List<PolicyEvent> policies) {
  public static final Outcome NOTHING =
      new Outcome(List.of(), List.of(), List.of(), List.of(), List.of());

  public Outcome {
    offers = List.copyOf(offers);
    exchanges = List.copyOf(exchanges);
    statuses = List.copyOf(statuses);
    decisions = List.copyOf(decisions);
    policies = List.copyOf(policies);
  }

  Outcome(
      List<OfferEvent> offers,
      List<ExchangeEvent> exchanges,
      List<StatusChanged> statuses,
      List<Decision> decisions) {
    this(offers, exchanges, statuses, decisions, List.of());
  }

  static Outcome of(OfferEvent event) {
    return new Outcome(List.of(event), List.of(), List.of(), List.of());
  }

  static Outcome of(StatusChanged event) {
    return new Outcome(List.of(), List.of(), List.of(event), List.of());
  }

  static Outcome of(PolicyEvent event) {
    return new Outcome(List.of(), List.of(), List.of(), List.of(), List.of(event));
  }

  public Outcome plus(Outcome later) {
    return new Outcome(
        joined(offers, later.offers),
        joined(exchanges, later.exchanges),
        joined(statuses, later.statuses),
        joined(decisions, later.decisions),
        joined(policies, later.policies));
  }

  public boolean isEmpty() {
    return offers.isEmpty()
        && exchanges.isEmpty()
        && statuses.isEmpty()
        && decisions.isEmpty()
        && policies.isEmpty();
  }

  private static <T> List<T> joined(List<T> first, List<T> second) {
    if (first.isEmpty() || second.isEmpty()) {
      return first.isEmpty() ? second : first;
    }
    List<T> all = new ArrayList<>(first.size() + second.size());
    all.addAll(first);
    all.addAll(second);
    return all;
  }
}
