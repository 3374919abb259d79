package io.kerb.dispatch.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kerb.dispatch.adapter.kafka.AnsweringOwner;
import io.kerb.dispatch.adapter.kafka.MarketCommandLog;
import io.kerb.dispatch.adapter.kafka.PolicyHistory;
import io.kerb.dispatch.adapter.kafka.PolicyRequests;
import io.kerb.location.api.Markets;
import io.kerb.runtime.http.ProblemException;
import io.kerb.runtime.http.Role;
import io.kerb.runtime.kafka.KafkaSettings;
import io.micronaut.http.HttpResponse;
import io.micronaut.security.authentication.Authentication;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyControllerTest {
  private static final Authentication OPERATOR =
      Authentication.build("ada", List.of(Role.OPERATOR));

  private final PolicyHistory history = new PolicyHistory(AnsweringOwner.CONFIGURED);
  private final AnsweringOwner owner = new AnsweringOwner(history);
  private final PolicyController controller = controller(Duration.ofSeconds(5));

  @Test
  void theConfiguredPolicyHasTheVersionZero() {
    PolicyView view = controller.policy("a");

    assertThat(view.version()).isZero();
    assertThat(view.policyVersion()).isEqualTo("configured");
    assertThat(view.policy())
        .isEqualTo(view.configured())
        .containsEntry("window_s", 2L)
        .containsEntry("rings_m", List.of(1_000L, 5_000L))
        .containsEntry("waiting_credit_per_s", 0.5)
        .containsEntry("solver", "optimal");
    assertThat(view.changedBy()).isNull();
  }

  @Test
  void aChangeIsAnsweredWithThePolicyInForceAndTheRestStays() {
    HttpResponse<PolicyView> answer =
        put("{'policy': {'window_s': 3.5, 'solver': 'greedy'}, 'note': 'snow'}");

    assertThat(answer.code()).isEqualTo(200);
    assertThat(answer.body().version()).isEqualTo(1);
    assertThat(answer.body().policyVersion()).isEqualTo("v1");
    assertThat(answer.body().changedBy()).isEqualTo("ada");
    assertThat(answer.body().note()).isEqualTo("snow");
    assertThat(answer.body().policy())
        .containsEntry("window_s", 3.5)
        .containsEntry("solver", "greedy")
        .containsEntry("candidates_max", 20L);
    assertThat(answer.body().configured()).containsEntry("window_s", 2L);
    assertThat(controller.policy("a")).isEqualTo(answer.body());
    assertThat(controller.policy("b").version()).isZero();
  }

  @Test
  void nullTakesAFieldBackToWhatIsConfigured() {
    put("{'policy': {'window_s': 3.5, 'candidates_max': 7}}");

    PolicyView view = put("{'policy': {'window_s': null}}").body();

    assertThat(view.policy()).containsEntry("window_s", 2L).containsEntry("candidates_max", 7L);
  }

  @Test
  void rulesAreSetAsAWholeAndTakenAwayByAnEmptyList() {
    String rule = "{'product': 'standard', 'by': 'xl', 'after_waiting_s': 90, 'extra_cost_s': 2.5}";

    PolicyView view = put("{'policy': {'substitutes': [" + rule + "]}}").body();

    assertThat(view.policy())
        .containsEntry(
            "substitutes",
            List.of(
                Map.of(
                    "product",
                    "standard",
                    "by",
                    "xl",
                    "after_waiting_s",
                    90L,
                    "extra_cost_s",
                    2.5)));
    assertThat(put("{'policy': {'substitutes': []}}").body().policy())
        .containsEntry("substitutes", List.of());
  }

  @Test
  void whatIsSoAlreadyIsAnsweredWithThePolicyInForce() {
    put("{'policy': {'window_s': 3}}");
    assertThat(put("{'policy': {'window_s': 3}}").body().version()).isEqualTo(1);
  }

  @Test
  void aChangeOfAnotherVersionIsAConflict() {
    put("{'policy': {'window_s': 3}, 'expected_version': 0}");

    assertRefused(
        "{'policy': {'window_s': 4}, 'expected_version': 0}", 409, "policy_changed", null);
    assertThat(put("{'policy': {'window_s': 4}, 'expected_version': 1}").body().version())
        .isEqualTo(2);
  }

  @Test
  void badFieldsAreNamedAndNeverSent() {
    assertInvalid("{'policy': {'window_s': 61}}", "policy.window_s");
    assertInvalid("{'policy': {'window_s': true}}", "policy.window_s");
    assertInvalid("{'policy': {'rings_m': [1000, 'far']}}", "policy.rings_m");
    assertInvalid("{'policy': {'window': 2}}", "policy.window");
    assertInvalid("{'policy': {'window': null}}", "policy.window");
    assertInvalid("{'policy': {'substitutes': [{'by': 'xl'}]}}", "policy.substitutes");
    assertInvalid("{'policy': {'substitutes': [{'by': []}]}}", "policy.substitutes");
    assertInvalid("{'policy': {'substitutes': [{'by': 'xl'}, 7]}}", "policy.substitutes");
    assertInvalid("{'note': 'nothing'}", "policy");
    assertInvalid("{'policy': {}, 'note': '" + "x".repeat(201) + "'}", "note");
    assertThat(owner.commands()).isZero();
  }

  @Test
  void aBadValueIsAnsweredWithItselfAndTheRange() {
    assertThatThrownBy(() -> put("{'policy': {'window_s': 61}}"))
        .hasMessageContaining("61")
        .hasMessageContaining("at most PT1M");
  }

  @Test
  void whatTheOwnerRefusesIsRefused() {
    owner.refusesEverything();
    assertInvalid("{'policy': {'window_s': 3}}", "policy");
  }

  @Test
  void anOwnerThatDoesNotAnswerInTimeLeavesTheChangePending() {
    owner.saysNothing();

    HttpResponse<PolicyView> answer =
        controller(Duration.ofMillis(1))
            .change(OPERATOR, "a", request("{'policy': {'window_s': 3}}"), null);

    assertThat(answer.code()).isEqualTo(202);
    assertThat(answer.body().pending()).isTrue();
    assertThat(answer.body().version()).isZero();
    assertThat(owner.commands()).isEqualTo(1);
  }

  @Test
  void aLogThatDoesNotAnswerIsSaidToBeUnavailable() {
    owner.sendException = new org.apache.kafka.common.errors.TimeoutException("down");
    assertRefused("{'policy': {'window_s': 3}}", 503, "log_unavailable", null);
  }

  @Test
  void theHistoryNamesWhoChangedWhatTheNewestFirst() {
    put("{'policy': {'window_s': 3}}");
    put("{'policy': {'window_s': 4}, 'note': 'more'}");

    List<PolicyView.Revision> revisions = controller.history("a", 20).revisions();

    assertThat(revisions).extracting(PolicyView.Revision::version).containsExactly(2L, 1L);
    assertThat(revisions.get(0).policy()).containsEntry("window_s", 4L);
    assertThat(revisions.get(0).note()).isEqualTo("more");
    assertThat(controller.history("a", 1).revisions()).hasSize(1);
    assertThatThrownBy(() -> controller.history("a", 101)).hasMessageContaining("limit");
  }

  @Test
  void anUnknownMarketIsNotFound() {
    assertThatThrownBy(() -> controller.policy("c"))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem().status()).isEqualTo(404));
  }

  private void assertInvalid(String body, String field) {
    assertRefused(body, 422, "invalid_field", field);
  }

  private void assertRefused(String body, int status, String code, String field) {
    assertThatThrownBy(() -> put(body))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> {
              assertThat(e.problem().status()).isEqualTo(status);
              assertThat(e.problem().code()).isEqualTo(code);
              if (field != null) {
                assertThat(e.problem().errors().get(0).field()).isEqualTo(field);
              }
            });
  }

  private HttpResponse<PolicyView> put(String body) {
    return controller.change(OPERATOR, "a", request(body), null);
  }

  /** Read as the server reads it: the names are in snake case, nulls stay. */
  private static PolicyRequest request(String json) {
    try {
      Map<?, ?> body = new ObjectMapper().readValue(json.replace('\'', '"'), Map.class);
      @SuppressWarnings("unchecked")
      Map<String, Object> policy = (Map<String, Object>) body.get("policy");
      Number expected = (Number) body.get("expected_version");
      return new PolicyRequest(
          policy, expected == null ? null : expected.longValue(), (String) body.get("note"));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private PolicyController controller(Duration patience) {
    return new PolicyController(
        new Markets(List.of(AnsweringOwner.market("a", 0), AnsweringOwner.market("b", 1))),
        history,
        new PolicyRequests(
            new MarketCommandLog(new KafkaSettings("", ""), owner, Clock.systemUTC()),
            history,
            patience));
  }
}
