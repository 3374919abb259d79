package io.kerb.dispatch.adapter.http;

import io.kerb.dispatch.policy.DispatchPolicy;
import io.kerb.dispatch.policy.PolicyChanged;
import io.kerb.location.api.MarketId;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a market is dispatched by. Durations are in seconds ({@code _s}), distances in metres
 * ({@code _m}).
 *
 * @param version grows by one with each change; 0 for the configured policy
 * @param policyVersion how decisions name it
 * @param pending true if a change was asked for and the market's owner has not answered yet
 * @param policy the numbers in force
 * @param configured what a field goes back to when it is set to null
 * @param changedAt missing for the configured policy, like the three that follow
 */
@Introspected
public record PolicyView(
    String marketId,
    long version,
    String policyVersion,
    boolean pending,
    Map<String, Object> policy,
    Map<String, Object> configured,
    @Nullable Instant changedAt,
    @Nullable String changedBy,
    @Nullable String note,
    @Nullable String requestId) {

  /**
   * A policy that was in force from a moment on.
   *
   * @param requestId of the call that asked for it
   */
  @Introspected
  public record Revision(
      long version,
      String policyVersion,
      Instant changedAt,
      String changedBy,
      String note,
      String requestId,
      Map<String, Object> policy) {
    static Revision of(PolicyChanged changed) {
      return new Revision(
          changed.number(),
          changed.policy().version(),
          changed.occurredAt(),
          changed.by(),
          changed.note(),
          changed.request(),
          PolicyJson.write(changed.policy()));
    }
  }

  /** The newest first. */
  @Introspected
  public record History(String marketId, List<Revision> revisions) {}

  static PolicyView of(MarketId market, PolicyChanged changed, DispatchPolicy configured) {
    return new PolicyView(
        market.value(),
        changed.number(),
        changed.policy().version(),
        false,
        PolicyJson.write(changed.policy()),
        PolicyJson.write(configured),
        changed.occurredAt(),
        changed.by(),
        changed.note(),
        changed.request());
  }

  static PolicyView ofConfigured(MarketId market, DispatchPolicy configured) {
    return new PolicyView(
        market.value(),
        0,
        configured.version(),
        false,
        PolicyJson.write(configured),
        PolicyJson.write(configured),
        null,
        null,
        null,
        null);
  }

  /** The same, while a change that was asked for is not decided yet. */
  PolicyView whilePending() {
    return new PolicyView(
        marketId,
        version,
        policyVersion,
        true,
        policy,
        configured,
        changedAt,
        changedBy,
        note,
        requestId);
  }
}
