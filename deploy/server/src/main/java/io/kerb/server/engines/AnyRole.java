package io.kerb.server.engines;

import io.kerb.server.Roles;
import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;

/** True where at least one service runs: only then are there engines to speak of. */
public final class AnyRole implements Condition {
  @Override
  public boolean matches(ConditionContext context) {
    return Roles.propertyNames().stream()
        .anyMatch(name -> context.getProperty(name, Boolean.class).orElse(false));
  }
}
