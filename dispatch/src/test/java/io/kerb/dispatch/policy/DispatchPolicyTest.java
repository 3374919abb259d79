package io.kerb.dispatch.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kerb.dispatch.policy.DispatchPolicy.Solver;
import io.kerb.location.api.ProductId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DispatchPolicyTest {
  @Test
  void theOutermostRingIsTheReach() {
    assertThat(policy(List.of(500, 4_000), 20, Duration.ofSeconds(2)).reachM()).isEqualTo(4_000);
  }

  /** A number that the builder forgets to pass on would silently stay at its default. */
  @Test
  void whatIsCopiedIsTheSame() {
    DispatchPolicy unusual =
        DispatchPolicy.named("unusual")
            .window(Duration.ofSeconds(3))
            .offerTtl(Duration.ofSeconds(4))
            .ringsM(List.of(5))
            .candidatesMax(6)
            .freshness(Duration.ofSeconds(7))
            .pickupEtaMax(Duration.ofSeconds(8))
            .waitingCreditPerS(9)
            .waitingCreditMax(Duration.ofSeconds(10))
            .solver(Solver.GREEDY)
            .idleCreditPerS(0.5)
            .idleCreditMax(Duration.ofSeconds(11))
            .substitutes(List.of(rule("standard", "xl", 12)))
            .build();

    assertThat(unusual.toBuilder().build()).isEqualTo(unusual);
    assertThat(unusual.toBuilder().version("other").build().version()).isEqualTo("other");
  }

  @Test
  void aNumberOutOfBoundsIsRefusedByName() {
    assertRefused("rings-m", List.of(1_000, 500), 20, Duration.ofSeconds(2));
    assertRefused("rings-m", List.of(), 20, Duration.ofSeconds(2));
    assertRefused("candidates-max", List.of(500), 0, Duration.ofSeconds(2));
    assertRefused("candidates-max", List.of(500), 201, Duration.ofSeconds(2));
    assertRefused("window", List.of(500), 20, Duration.ZERO);
    assertRefused("window", List.of(500), 20, Duration.ofMinutes(2));
    assertThatThrownBy(() -> DispatchPolicy.named("v").idleCreditPerS(-1).build())
        .hasMessageContaining("idle-credit-per-s is ");
    assertThatThrownBy(
            () -> DispatchPolicy.named("v").idleCreditMax(Duration.ofMinutes(11)).build())
        .hasMessageContaining("idle-credit-max is ");
  }

  @Test
  void aSubstituteThatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> rule("xl", "xl", 0)).hasMessageContaining("by itself");
    assertThatThrownBy(() -> rule("standard", "xl", 3_601)).hasMessageContaining("waits");
    List<Substitute> twice = List.of(rule("standard", "xl", 1), rule("standard", "xl", 2));
    assertThatThrownBy(() -> DispatchPolicy.named("v").substitutes(twice).build())
        .hasMessageContaining("one rule for each pair");
  }

  private static Substitute rule(String product, String by, long afterS) {
    return new Substitute(
        new ProductId(product),
        new ProductId(by),
        Duration.ofSeconds(afterS),
        Duration.ofSeconds(60));
  }

  private static void assertRefused(
      String name, List<Integer> rings, int candidates, Duration window) {
    assertThatThrownBy(() -> policy(rings, candidates, window))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name + " is ");
  }

  private static DispatchPolicy policy(List<Integer> rings, int candidates, Duration window) {
    return DispatchPolicy.named("v").window(window).ringsM(rings).candidatesMax(candidates).build();
  }
}
