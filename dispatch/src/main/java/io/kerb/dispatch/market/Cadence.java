package io.kerb.dispatch.market;

import io.kerb.dispatch.policy.DispatchPolicy;
import io.kerb.dispatch.request.TripChanged;
import io.kerb.dispatch.request.TripChanged.Cause;
import io.kerb.dispatch.supply.StatusChanged;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a market's next window is due, and whom it is about. Confined to one thread. */
public final class Cadence {
  private long lastWindow = Long.MIN_VALUE;
  private long lastLongWindow = Long.MIN_VALUE;
  private long lastRound = Long.MIN_VALUE;
  private boolean isHurried;

  /**
   * A driver was relieved and has nothing to do: who gets them hangs on everybody else, so it is
   * not left to a window.
   *
   * @param freed whom this event left without a trip
   */
  public void tell(TripChanged event, Outcome freed, MarketState state) {
    isHurried |=
        event.cause() == Cause.REPLACED
            && freed.statuses().stream()
                .map(StatusChanged::after)
                .anyMatch(after -> !after.engaged() && !state.isExchanged(after.driver()));
  }

  /** Empty if nothing is due; what is returned counts as done. */
  public Optional<Scope> due(DispatchPolicy policy, Instant now) {
    long window = number(now, policy.window());
    if (window == lastWindow) {
      return Optional.empty();
    }
    lastWindow = window;
    long longWindow = number(now, policy.windowMax());
    boolean isLong = longWindow != lastLongWindow;
    lastLongWindow = longWindow;
    if (isRound(policy, now)) {
      return Optional.of(Scope.EVERYBODY);
    }
    return Optional.of(isLong ? Scope.WAITING : Scope.PLENTY);
  }

  private boolean isRound(DispatchPolicy policy, Instant now) {
    if (!policy.rematching().isOn()) {
      return false;
    }
    long round = number(now, policy.rematching().every());
    boolean isRound = round != lastRound || isHurried;
    lastRound = round;
    isHurried = false;
    return isRound;
  }

  private static long number(Instant now, Duration length) {
    return Math.floorDiv(now.toEpochMilli(), length.toMillis());
  }
}
