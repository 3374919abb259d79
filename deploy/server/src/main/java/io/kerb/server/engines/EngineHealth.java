package io.kerb.server.engines;

import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;

/**
 * Whether an engine that holds truth answers, within a bound.
 *
 * @param question asked at each check; any answer will do
 */
record EngineHealth(String engine, Supplier<CompletionStage<?>> question)
    implements HealthIndicator {
  static final Duration ANSWER_WITHIN = Duration.ofSeconds(2);

  @Override
  public Publisher<HealthResult> getResult() {
    return Publishers.fromCompletableFuture(this::check);
  }

  private CompletableFuture<HealthResult> check() {
    return question
        .get()
        .toCompletableFuture()
        .orTimeout(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
        .handle((answer, failure) -> failure == null ? up() : down(failure));
  }

  private HealthResult up() {
    return HealthResult.builder(engine, HealthStatus.UP).build();
  }

  private HealthResult down(Throwable failure) {
    return HealthResult.builder(engine, HealthStatus.DOWN)
        .details(Map.of("error", failure.toString()))
        .build();
  }
}
