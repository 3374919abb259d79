package io.kerb.dispatch.wiring;

import io.kerb.dispatch.policy.DispatchPolicy;
import io.kerb.dispatch.policy.DispatchPolicy.Solver;
import io.kerb.dispatch.policy.DispatchPolicyBuilder;
import io.kerb.dispatch.policy.Rematching;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Nullable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The policy that markets start with; see {@link DispatchPolicy} for what each number means. What
 * is not set keeps the default of {@link DispatchPolicyBuilder}.
 */
@ConfigurationProperties("kerb.dispatch")
public record DispatchConfiguration(
    @Nullable Duration window,
    @Nullable Duration offerTtl,
    @Nullable List<Integer> ringsM,
    @Nullable Integer candidatesMax,
    @Nullable Duration freshness,
    @Nullable Duration pickupEtaMax,
    @Nullable Double waitingCreditPerS,
    @Nullable Duration waitingCreditMax,
    @Nullable Solver solver,
    @Nullable Duration solverBudget,
    @Nullable Double idleCreditPerS,
    @Nullable Duration idleCreditMax,
    @Nullable Duration rematchingEvery,
    @Nullable Duration rematchingGainMin,
    @Nullable Integer rematchingChangesMax,
    @Nullable Duration forwardMax,
    @Nullable Duration windowMax,
    @Nullable Integer plenty,
    @Nullable Integer batchMax,
    @Nullable Integer offersParallel) {

  /** The version follows from the numbers: other numbers, another version. */
  DispatchPolicy policy() {
    DispatchPolicyBuilder numbers = DispatchPolicy.named("configured");
    set(window, numbers::window);
    set(offerTtl, numbers::offerTtl);
    set(ringsM, numbers::ringsM);
    set(candidatesMax, numbers::candidatesMax);
    set(freshness, numbers::freshness);
    set(pickupEtaMax, numbers::pickupEtaMax);
    set(waitingCreditPerS, numbers::waitingCreditPerS);
    set(waitingCreditMax, numbers::waitingCreditMax);
    set(solver, numbers::solver);
    set(solverBudget, numbers::solverBudget);
    set(idleCreditPerS, numbers::idleCreditPerS);
    set(idleCreditMax, numbers::idleCreditMax);
    set(forwardMax, numbers::forwardMax);
    set(windowMax, numbers::windowMax);
    set(plenty, numbers::plenty);
    set(batchMax, numbers::batchMax);
    set(offersParallel, numbers::offersParallel);
    numbers.rematching(this::rematching);
    DispatchPolicy policy = numbers.build();
    byte[] all = policy.toString().getBytes(StandardCharsets.UTF_8);
    String digest = UUID.nameUUIDFromBytes(all).toString().substring(0, 8);
    return policy.toBuilder().version("configured-" + digest).build();
  }

  private Rematching rematching(Rematching usual) {
    return new Rematching(
        rematchingEvery == null ? usual.every() : rematchingEvery,
        rematchingGainMin == null ? usual.gainMin() : rematchingGainMin,
        rematchingChangesMax == null ? usual.changesMax() : rematchingChangesMax);
  }

  private static <T> void set(@Nullable T value, Consumer<T> setter) {
    if (value != null) {
      setter.accept(value);
    }
  }
}
