package io.kerb.dispatch.market;

import static io.kerb.dispatch.market.TinyCity.POLICY;
import static io.kerb.dispatch.market.TinyCity.STANDARD;
import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.dispatch.market.MarketCommand.SetPolicy;
import io.kerb.dispatch.policy.PolicyChange;
import io.kerb.dispatch.policy.PolicyChanged;
import io.kerb.dispatch.policy.PolicyEvent;
import io.kerb.dispatch.policy.PolicyKept;
import io.kerb.dispatch.policy.PolicyKept.Reason;
import io.kerb.dispatch.policy.PolicyValue;
import io.kerb.dispatch.policy.PolicyValue.Amount;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyRulesTest {
  private final TinyCity city = new TinyCity();
  private int wishes;

  @Test
  void aMarketGoesByTheConfiguredPolicyUntilItIsGivenOne() {
    assertThat(city.decider().policy(city.state)).isEqualTo(POLICY);

    set("offer_ttl_s", 20);

    assertThat(city.decider().policy(city.state).offerTtl()).isEqualTo(Duration.ofSeconds(20));
    assertThat(city.decider().policy(city.state).window()).isEqualTo(POLICY.window());
  }

  @Test
  void theNextWindowGoesByTheNewPolicyAndNamesIt() {
    city.idleDriver(1, 100, STANDARD);
    city.request(1, 0);
    set("offer_ttl_s", 20);

    Outcome window = city.window();

    assertThat(window.decisions().get(0).policyVersion()).isEqualTo("v1");
    assertThat(city.offerOf(1).orElseThrow().expiresAt()).isEqualTo(city.now.plusSeconds(20));
  }

  @Test
  void changesAddUpAndTheirNumberGrowsByOne() {
    set("offer_ttl_s", 20);
    PolicyChanged second = (PolicyChanged) set("candidates_max", 7);

    assertThat(second.number()).isEqualTo(2);
    assertThat(second.policy().version()).isEqualTo("v2");
    assertThat(second.policy().offerTtl()).isEqualTo(Duration.ofSeconds(20));
    assertThat(second.policy().candidatesMax()).isEqualTo(7);
    assertThat(second.by()).isEqualTo("operator");
  }

  @Test
  void aResetNumberIsTheConfiguredOneAgain() {
    set("offer_ttl_s", 20);

    wish(new PolicyChange(Map.of(), Set.of("offer_ttl_s")), OptionalLong.empty());

    assertThat(city.decider().policy(city.state).offerTtl()).isEqualTo(POLICY.offerTtl());
    assertThat(city.state.policies().activeNumber()).isEqualTo(2);
  }

  @Test
  void aWishThatChangesNothingMakesNoNewPolicy() {
    assertKept(set("offer_ttl_s", POLICY.offerTtl().toSeconds()), Reason.SAME, 0);
    set("offer_ttl_s", 20);
    assertKept(set("offer_ttl_s", 20), Reason.SAME, 1);
  }

  @Test
  void aWishForAnotherVersionIsRefused() {
    PolicyChange change = new PolicyChange(Map.of("offer_ttl_s", new Amount(20)), Set.of());
    assertKept(wish(change, OptionalLong.of(1)), Reason.OTHER_VERSION, 0);
    assertThat(wish(change, OptionalLong.of(0))).isInstanceOf(PolicyChanged.class);
    assertKept(wish(change, OptionalLong.of(0)), Reason.OTHER_VERSION, 1);
  }

  @Test
  void aWishForWhatMayNotBeIsAnsweredAndTheMarketGoesOn() {
    assertKept(set("offer_ttl_s", -1), Reason.INVALID, 0);
    assertKept(set("offer_ttl_s", 1e300), Reason.INVALID, 0);
    assertKept(set("no_such_field", 1), Reason.INVALID, 0);
    assertKept(
        wish(new PolicyChange(Map.of(), Set.of("no_such_field")), OptionalLong.empty()),
        Reason.INVALID,
        0);
    assertThat(city.decider().policy(city.state)).isEqualTo(POLICY);
  }

  @Test
  void aPolicyThatIsNotUnderstoodLeavesTheOneBeforeItInForce() {
    set("offer_ttl_s", 20);
    city.state.policies().passOver(2);

    assertThat(city.decider().policy(city.state).version()).isEqualTo("v1");
    assertThat(((PolicyChanged) set("offer_ttl_s", 25)).number()).isEqualTo(3);
  }

  @Test
  void anOldPolicyReadAgainIsNoNews() {
    PolicyEvent first = set("offer_ttl_s", 20);
    set("offer_ttl_s", 25);

    city.state.apply(first);

    assertThat(city.state.policies().activeNumber()).isEqualTo(2);
  }

  private PolicyEvent set(String field, double amount) {
    PolicyValue value = new Amount(amount);
    return wish(new PolicyChange(Map.of(field, value), Set.of()), OptionalLong.empty());
  }

  private PolicyEvent wish(PolicyChange change, OptionalLong expected) {
    String request = "wish-" + ++wishes;
    Outcome outcome = city.run(new SetPolicy(request, change, expected, "operator", ""));
    PolicyEvent event = outcome.policies().get(0);
    assertThat(event.request()).isEqualTo(request);
    return event;
  }

  private static void assertKept(PolicyEvent event, Reason reason, long number) {
    assertThat(event)
        .isInstanceOfSatisfying(
            PolicyKept.class,
            kept -> {
              assertThat(kept.reason()).isEqualTo(reason);
              assertThat(kept.number()).isEqualTo(number);
            });
  }
}
