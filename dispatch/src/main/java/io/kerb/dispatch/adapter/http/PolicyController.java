package io.kerb.dispatch.adapter.http;

import io.kerb.dispatch.adapter.kafka.MarketCommandLog.Unanswered;
import io.kerb.dispatch.adapter.kafka.PolicyHistory;
import io.kerb.dispatch.adapter.kafka.PolicyRequests;
import io.kerb.dispatch.market.MarketCommand.SetPolicy;
import io.kerb.dispatch.policy.DispatchPolicy;
import io.kerb.dispatch.policy.InvalidPolicy;
import io.kerb.dispatch.policy.PolicyChange;
import io.kerb.dispatch.policy.PolicyChanged;
import io.kerb.dispatch.policy.PolicyEvent;
import io.kerb.dispatch.policy.PolicyKept;
import io.kerb.location.api.Market;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.Markets;
import io.kerb.runtime.http.Caller;
import io.kerb.runtime.http.Problem;
import io.kerb.runtime.http.Problem.FieldError;
import io.kerb.runtime.http.ProblemException;
import io.kerb.runtime.http.Role;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** What a market is dispatched by, and changing it while it runs. Any instance answers. */
@Controller("/v1/ops/markets/{market_id}/policy")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.OPERATOR)
public final class PolicyController {
  private static final int RETRY_AFTER_S = 2;
  private static final int TRACEPARENT_MAX = 55;

  private final Markets markets;
  private final PolicyHistory history;
  private final PolicyRequests requests;

  public PolicyController(Markets markets, PolicyHistory history, PolicyRequests requests) {
    this.markets = markets;
    this.history = history;
    this.requests = requests;
  }

  @Get
  public PolicyView policy(@PathVariable("market_id") String marketId) {
    return present(MarketPath.market(markets, marketId).marketId());
  }

  /** The changes that are remembered, the newest first. */
  @Get("/history")
  public PolicyView.History history(
      @PathVariable("market_id") String marketId, @QueryValue(defaultValue = "20") int limit) {
    Market market = MarketPath.market(markets, marketId);
    if (limit < 1 || limit > PolicyHistory.CHANGES_MAX) {
      throw Problem.badRequest(
              "invalid_field", "limit: 1 to " + PolicyHistory.CHANGES_MAX + ", but was " + limit)
          .exception();
    }
    return new PolicyView.History(
        market.marketId().value(),
        history.listChanges(market.marketId(), limit).stream()
            .map(PolicyView.Revision::of)
            .toList());
  }

  /**
   * Changes the named fields. 200 with the policy in force when the market's owner has answered;
   * 202 if it has not yet: the change is in its log, and will be decided.
   */
  @Put
  public HttpResponse<PolicyView> change(
      Authentication authentication,
      @PathVariable("market_id") String marketId,
      @Body PolicyRequest request,
      @Nullable @Header("traceparent") String traceparent) {
    Market market = MarketPath.market(markets, marketId);
    SetPolicy wish =
        new SetPolicy(
            UUID.randomUUID().toString(),
            checkedChange(market.marketId(), request),
            request.expectedVersion() == null
                ? OptionalLong.empty()
                : OptionalLong.of(request.expectedVersion()),
            Caller.of(authentication).subject(),
            checkedNote(request));
    return ask(market, wish, traceparent)
        .map(event -> HttpResponse.ok(decided(market.marketId(), event)))
        .orElseGet(() -> HttpResponse.accepted().body(present(market.marketId()).whilePending()));
  }

  /** The owner checks it again; here it is refused before it gets into any log. */
  private PolicyChange checkedChange(MarketId market, PolicyRequest request) {
    if (request.policy() == null) {
      throw invalid("policy", "the fields to change");
    }
    try {
      PolicyChange change = PolicyJson.read(request.policy());
      DispatchPolicy present =
          history.findActive(market).map(PolicyChanged::policy).orElse(history.configured());
      change.appliedTo(present, history.configured(), present.version());
      return change;
    } catch (InvalidPolicy e) {
      throw invalid("policy." + e.field(), "is " + e.value() + "; allowed: " + e.allowed());
    }
  }

  private static String checkedNote(PolicyRequest request) {
    String note = request.note() == null ? "" : request.note();
    if (note.length() > PolicyRequest.NOTE_MAX) {
      throw invalid("note", "at most " + PolicyRequest.NOTE_MAX + " characters");
    }
    return note;
  }

  private Optional<PolicyEvent> ask(Market market, SetPolicy wish, @Nullable String traceparent) {
    try {
      return requests.ask(
          market,
          wish,
          traceparent == null || traceparent.length() > TRACEPARENT_MAX ? "" : traceparent);
    } catch (Unanswered e) {
      throw Problem.unavailable(
              "log_unavailable",
              "The log did not answer; the change may or may not have been taken. Look at the"
                  + " policy, or send it again.",
              RETRY_AFTER_S)
          .exception();
    }
  }

  private PolicyView decided(MarketId market, PolicyEvent event) {
    if (event instanceof PolicyChanged changed) {
      return PolicyView.of(market, changed, history.configured());
    }
    PolicyKept kept = (PolicyKept) event;
    return switch (kept.reason()) {
      case SAME -> present(market);
      case OTHER_VERSION ->
          throw Problem.conflict(
                  "policy_changed",
                  "Another policy is in force: "
                      + kept.detail()
                      + ". Read it, and send the change with its version.")
              .exception();
      case INVALID -> throw invalid("policy", kept.detail());
    };
  }

  private PolicyView present(MarketId market) {
    return history
        .findActive(market)
        .map(changed -> PolicyView.of(market, changed, history.configured()))
        .orElseGet(() -> PolicyView.ofConfigured(market, history.configured()));
  }

  private static ProblemException invalid(String field, String message) {
    return Problem.unprocessable("invalid_field", field + ": " + message)
        .withErrors(List.of(new FieldError(field, "invalid", message)))
        .exception();
  }
}
