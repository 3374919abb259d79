package io.kerb.dispatch.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kerb.dispatch.policy.DispatchPolicy.Solver;
import io.kerb.dispatch.policy.PolicyValue.Amount;
import io.kerb.dispatch.policy.PolicyValue.Amounts;
import io.kerb.dispatch.policy.PolicyValue.Rows;
import io.kerb.dispatch.policy.PolicyValue.Single;
import io.kerb.dispatch.policy.PolicyValue.Word;
import io.kerb.location.api.ProductId;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

public class DispatchPolicyTest {
  @Test
  void theOutermostRingIsTheReach() {
    assertThat(policy(List.of(500, 4_000), 20, Duration.ofSeconds(2)).reachM()).isEqualTo(4_000);
  }

  /** A number that the builder forgets to pass on would silently stay at its default. */
  @Test
  void whatIsCopiedIsTheSame() {
    DispatchPolicy unusual = otherThan(DispatchPolicy.named("usual").build(), "unusual");

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
    assertRefused("window", List.of(500), 20, Duration.ofNanos(1));
    assertRefused("rings-m", IntStream.range(1, 12).boxed().toList(), 20, Duration.ofSeconds(2));
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

  @Test
  void everyNumberHasAFieldThatComesBackAsItWas() {
    DispatchPolicy policy = policy(List.of(500), 20, Duration.ofSeconds(2));
    DispatchPolicy other = otherThan(policy, "w");

    Map<String, PolicyValue> values = PolicyFields.values(other);

    assertThat(values.keySet()).containsExactlyInAnyOrderElementsOf(namesOf(DispatchPolicy.class));
    Map<String, PolicyValue> before = PolicyFields.values(policy);
    values.forEach((name, value) -> assertThat(value).as(name).isNotEqualTo(before.get(name)));
    assertThat(PolicyFields.read("w", values, policy)).isEqualTo(other);
    assertThat(PolicyFields.read("v", Map.of(), policy)).isEqualTo(policy);
  }

  /** A number that nobody gave a field is a number that operators cannot see or change. */
  private static Set<String> namesOf(Class<? extends Record> type) {
    Set<String> names = new HashSet<>();
    for (RecordComponent part : type.getRecordComponents()) {
      String name = part.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
      if (part.getType() == Rematching.class) {
        namesOf(Rematching.class).forEach(inner -> names.add(name + "_" + inner));
      } else if (!name.equals("version")) {
        names.add(part.getType() == Duration.class ? name + "_s" : name);
      }
    }
    return names;
  }

  @Test
  void oneFieldOfAGroupChangesAlone() {
    Rematching rules = new Rematching(Duration.ofSeconds(9), Duration.ofMillis(500), 3);
    DispatchPolicy policy = DispatchPolicy.named("v").rematching(rules).build();

    DispatchPolicy changed =
        PolicyFields.read("w", Map.of("rematching_changes_max", new Amount(4)), policy);

    assertThat(changed.rematching()).isEqualTo(rules.withChangesMax(4));
  }

  @Test
  void anEmptyListTakesAllSubstitutesAwayWhateverItsSort() {
    DispatchPolicy policy =
        DispatchPolicy.named("v").substitutes(List.of(rule("standard", "xl", 12))).build();
    for (PolicyValue none : List.of(new Amounts(List.of()), new Rows(List.of()))) {
      assertThat(PolicyFields.read("w", Map.of("substitutes", none), policy).substitutes())
          .isEmpty();
    }
  }

  @Test
  void aFieldThatIsRefusedIsNamedAsTheCallerWroteIt() {
    assertRefused("window_s", new Amount(61), "61.0", "at most PT1M");
    assertRefused("window_s", new Word("long"), "'long'", "seconds, as a number");
    assertRefused("window_s", new Amount(Double.NaN), "NaN", "seconds, as a number");
    assertRefused("candidates_max", new Amount(2.5), "2.5", "a whole number");
    assertRefused("rings_m", new Amounts(List.of(900.0, 800.0)), "[900.0, 800.0]", "growing");
    assertRefused("rings_m", new Amounts(List.of(0.5)), "[0.5]", "whole numbers");
    assertRefused("solver", new Word("magic"), "'magic'", "'optimal' or 'greedy'");
    assertRefused("rematching_every_s", new Amount(301), "301.0", "0 to PT5M");
    assertRefused("window_max_s", new Amount(-1), "-1.0", "window (PT2S) to PT1M");
    assertRefused("windows", new Amount(2), "2.0", "window_s");
  }

  @Test
  void aRuleThatIsRefusedIsNamedAsTheCallerWroteIt() {
    assertRuleRefused("standard", "standard", 0, "by itself");
    assertRuleRefused("standard", "xl", 3_601, "waits PT1H1S: 0 to PT1H");
    assertRuleRefused("Standard!", "xl", 0, "product, by, after_waiting_s and extra_cost_s");
    Rows halfARule = new Rows(List.of(Map.of("product", new Word("standard"))));
    assertRefused("substitutes", halfARule, halfARule.toString(), "a list of rules");
    assertRefused("substitutes", new Amount(1), "1.0", "a list of rules");
  }

  private static void assertRuleRefused(String product, String by, double afterS, String allowed) {
    Map<String, Single> row =
        Map.of(
            "product", new Word(product),
            "by", new Word(by),
            "after_waiting_s", new Amount(afterS),
            "extra_cost_s", new Amount(60));
    Rows rules = new Rows(List.of(row));
    assertRefused("substitutes", rules, rules.toString(), allowed);
  }

  private static void assertRefused(String field, PolicyValue value, String named, String allowed) {
    DispatchPolicy policy = policy(List.of(500), 20, Duration.ofSeconds(2));
    assertThatThrownBy(() -> PolicyFields.read("w", Map.of(field, value), policy))
        .isInstanceOfSatisfying(
            InvalidPolicy.class,
            e -> {
              assertThat(e.field()).isEqualTo(field);
              assertThat(e.value()).isEqualTo(named);
              assertThat(e.allowed()).contains(allowed);
            });
  }

  /** Every number is another one. */
  public static DispatchPolicy otherThan(DispatchPolicy policy, String version) {
    return policy.toBuilder()
        .version(version)
        .window(policy.window().plusMillis(1))
        .windowMax(policy.windowMax().plusMillis(2))
        .plenty(policy.plenty() + 1)
        .batchMax(policy.batchMax() + 1)
        .offersParallel(policy.offersParallel() + 1)
        .offerTtl(policy.offerTtl().plusMillis(20))
        .ringsM(List.of(policy.reachM() + 1, policy.reachM() + 2))
        .candidatesMax(policy.candidatesMax() + 1)
        .freshness(policy.freshness().plusMillis(300))
        .pickupEtaMax(policy.pickupEtaMax().plusMillis(4_000))
        .waitingCreditPerS(policy.waitingCreditPerS() + 0.1)
        .waitingCreditMax(policy.waitingCreditMax().plusMillis(5))
        .idleCreditPerS(policy.idleCreditPerS() + 0.2)
        .idleCreditMax(policy.idleCreditMax().plusMillis(7))
        .substitutes(List.of(rule("standard", "xl", 12), rule("xl", "standard", 0)))
        .rematching(new Rematching(Duration.ofSeconds(9), Duration.ofMillis(500), 3))
        .forwardMax(policy.forwardMax().plusMillis(8))
        .solver(Solver.GREEDY)
        .solverBudget(policy.solverBudget().plusMillis(6))
        .build();
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
