package io.kerb.server.eta;

import io.micronaut.context.condition.Condition;
import io.micronaut.context.condition.ConditionContext;
import java.util.stream.Stream;

/** True in the processes that answer with ETAs: those need the models, and the news of drives. */
public final class ServesEtas implements Condition {
  @Override
  public boolean matches(ConditionContext context) {
    return Stream.of("kerb.role.pricing", "kerb.role.dispatch")
        .anyMatch(role -> context.getProperty(role, Boolean.class).orElse(false));
  }
}
