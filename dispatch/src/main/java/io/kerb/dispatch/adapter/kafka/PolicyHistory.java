package io.kerb.dispatch.adapter.kafka;

import io.kerb.dispatch.policy.DispatchPolicy;
import io.kerb.dispatch.policy.PolicyChanged;
import io.kerb.dispatch.policy.PolicyEvent;
import io.kerb.location.api.MarketId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** What the markets' owners said of their policies, as this instance has heard it so far. */
public final class PolicyHistory {
  /** Most changes remembered of one market: the newest. The topic has them all. */
  public static final int CHANGES_MAX = 100;

  private final DispatchPolicy configured;
  private final Map<MarketId, Deque<PolicyChanged>> changes = new ConcurrentHashMap<>();
  private final Map<String, CompletableFuture<PolicyEvent>> awaited = new ConcurrentHashMap<>();

  /**
   * @param configured holds in each market until it is given a policy of its own
   */
  public PolicyHistory(DispatchPolicy configured) {
    this.configured = configured;
  }

  public DispatchPolicy configured() {
    return configured;
  }

  /** Takes what an owner said; a change that was heard before is no news. */
  public void take(MarketId market, PolicyEvent event) {
    if (event instanceof PolicyChanged changed) {
      remember(changes.computeIfAbsent(market, id -> new ArrayDeque<>()), changed);
    }
    CompletableFuture<PolicyEvent> waiting = awaited.get(event.request());
    if (waiting != null) {
      waiting.complete(event);
    }
  }

  private static void remember(Deque<PolicyChanged> known, PolicyChanged changed) {
    synchronized (known) {
      if (!known.isEmpty() && known.getFirst().number() >= changed.number()) {
        return;
      }
      known.addFirst(changed);
      if (known.size() > CHANGES_MAX) {
        known.removeLast();
      }
    }
  }

  /** Empty while the configured policy holds. */
  public Optional<PolicyChanged> findActive(MarketId market) {
    return listChanges(market, 1).stream().findFirst();
  }

  /**
   * The newest first.
   *
   * @param limit at most {@link #CHANGES_MAX} are there
   */
  public List<PolicyChanged> listChanges(MarketId market, int limit) {
    Deque<PolicyChanged> known = changes.get(market);
    if (known == null) {
      return List.of();
    }
    synchronized (known) {
      return known.stream().limit(limit).toList();
    }
  }

  /** Completed when the answer is heard; to be forgotten by who asked. */
  CompletableFuture<PolicyEvent> answerTo(String request) {
    return awaited.computeIfAbsent(request, id -> new CompletableFuture<>());
  }

  void forget(String request) {
    awaited.remove(request);
  }
}
