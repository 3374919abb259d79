package io.kerb.dispatch.wiring;

import io.kerb.dispatch.policy.DispatchPolicy;
import io.kerb.dispatch.policy.DispatchPolicy.Solver;
import io.kerb.dispatch.policy.Rematching;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** The policy that markets start with; see {@link DispatchPolicy} for what each number means. */
@ConfigurationProperties("kerb.dispatch")
public record DispatchConfiguration(
    @Bindable(defaultValue = "1s") Duration window,
    @Bindable(defaultValue = "15s") Duration offerTtl,
    @Bindable(defaultValue = "1000,2500,5000") List<Integer> ringsM,
    @Bindable(defaultValue = "40") int candidatesMax,
    @Bindable(defaultValue = "30s") Duration freshness,
    @Bindable(defaultValue = "15m") Duration pickupEtaMax,
    @Bindable(defaultValue = "0.5") double waitingCreditPerS,
    @Bindable(defaultValue = "120s") Duration waitingCreditMax,
    @Bindable(defaultValue = "OPTIMAL") Solver solver,
    @Bindable(defaultValue = "250ms") Duration solverBudget,
    @Bindable(defaultValue = "0") double idleCreditPerS,
    @Bindable(defaultValue = "120s") Duration idleCreditMax,
    @Bindable(defaultValue = "5s") Duration rematchingEvery,
    @Bindable(defaultValue = "30s") Duration rematchingGainMin,
    @Bindable(defaultValue = "5") int rematchingChangesMax,
    @Bindable(defaultValue = "0s") Duration forwardMax,
    @Bindable(defaultValue = "5s") Duration windowMax,
    @Bindable(defaultValue = "8") int plenty,
    @Bindable(defaultValue = "1000") int batchMax,
    @Bindable(defaultValue = "1") int offersParallel) {

  /** The version follows from the numbers: other numbers, another version. */
  DispatchPolicy policy() {
    String digest = UUID.nameUUIDFromBytes(toString().getBytes(StandardCharsets.UTF_8)).toString();
    return DispatchPolicy.named("configured-" + digest.substring(0, 8))
        .window(window)
        .offerTtl(offerTtl)
        .ringsM(ringsM)
        .candidatesMax(candidatesMax)
        .freshness(freshness)
        .pickupEtaMax(pickupEtaMax)
        .waitingCreditPerS(waitingCreditPerS)
        .waitingCreditMax(waitingCreditMax)
        .solver(solver)
        .solverBudget(solverBudget)
        .idleCreditPerS(idleCreditPerS)
        .idleCreditMax(idleCreditMax)
        .rematching(new Rematching(rematchingEvery, rematchingGainMin, rematchingChangesMax))
        .forwardMax(forwardMax)
        .windowMax(windowMax)
        .plenty(plenty)
        .batchMax(batchMax)
        .offersParallel(offersParallel)
        .build();
  }
}
