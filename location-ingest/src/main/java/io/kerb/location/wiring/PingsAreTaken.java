package io.kerb.location.wiring;

import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;

/** Pings come over HTTP where the role ingest is on, and over the WebSocket of the role trips. */
final class PingsAreTaken implements Condition {
  @Override
  public boolean matches(ConditionContext context) {
    return isOn(context, "kerb.role.ingest") || isOn(context, "kerb.role.trips");
  }

  private static boolean isOn(ConditionContext<?> context, String role) {
    return context.getProperty(role, Boolean.class).orElse(false);
  }
}
