package io.kerb.dispatch.adapter.kafka;

import io.kerb.dispatch.adapter.kafka.MarketCommandLog.Unanswered;
import io.kerb.dispatch.market.MarketCommand.SetPolicy;
import io.kerb.dispatch.policy.PolicyEvent;
import io.kerb.location.api.Market;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a market's owner for another policy, and waits for what it says. */
public final class PolicyRequests {
  private final MarketCommandLog commands;
  private final PolicyHistory history;
  private final Duration patience;

  /**
   * @param patience how long an answer is waited for
   */
  public PolicyRequests(MarketCommandLog commands, PolicyHistory history, Duration patience) {
    this.commands = commands;
    this.history = history;
    this.patience = patience;
  }

  /**
   * Empty if the owner has not answered in time: the wish is in its log, and it will.
   *
   * @throws Unanswered if nobody knows whether the wish is in the log
   */
  public Optional<PolicyEvent> ask(Market market, SetPolicy wish, String traceparent)
      throws Unanswered {
    CompletableFuture<PolicyEvent> answer = history.answerTo(wish.request());
    try {
      commands.append(market, wish, traceparent);
      return Optional.of(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      history.forget(wish.request());
    }
  }
}
