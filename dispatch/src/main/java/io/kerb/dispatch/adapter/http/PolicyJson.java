package io.kerb.dispatch.adapter.http;

import io.kerb.dispatch.policy.DispatchPolicy;
import io.kerb.dispatch.policy.InvalidPolicy;
import io.kerb.dispatch.policy.PolicyChange;
import io.kerb.dispatch.policy.PolicyFields;
import io.kerb.dispatch.policy.PolicyValue;
import io.kerb.dispatch.policy.PolicyValue.Amount;
import io.kerb.dispatch.policy.PolicyValue.Amounts;
import io.kerb.dispatch.policy.PolicyValue.Rows;
import io.kerb.dispatch.policy.PolicyValue.Single;
import io.kerb.dispatch.policy.PolicyValue.Word;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A policy's numbers as JSON, both ways. It names no field of them. */
final class PolicyJson {
  private PolicyJson() {}

  static Map<String, Object> write(DispatchPolicy policy) {
    Map<String, Object> json = new LinkedHashMap<>();
    PolicyFields.values(policy).forEach((name, value) -> json.put(name, write(value)));
    return json;
  }

  private static Object write(PolicyValue value) {
    if (value instanceof Amount number) {
      return number(number.amount());
    }
    if (value instanceof Amounts numbers) {
      return numbers.amounts().stream().map(PolicyJson::number).toList();
    }
    if (value instanceof Rows rules) {
      return rules.rows().stream().map(PolicyJson::write).toList();
    }
    return ((Word) value).word();
  }

  private static Map<String, Object> write(Map<String, Single> row) {
    Map<String, Object> json = new LinkedHashMap<>();
    row.forEach((part, value) -> json.put(part, write(value)));
    return json;
  }

  /** 20, not 20.0. */
  private static Number number(double amount) {
    return amount == (long) amount ? (Number) (long) amount : (Number) amount;
  }

  /**
   * A merge (RFC 7396): null takes a field back to what is configured.
   *
   * @throws InvalidPolicy if a value is of no sort that a policy has
   */
  static PolicyChange read(Map<String, Object> json) {
    Map<String, PolicyValue> set = new HashMap<>();
    Set<String> reset = new HashSet<>();
    json.forEach(
        (name, value) -> {
          if (value == null) {
            reset.add(name);
          } else {
            set.put(name, read(name, value));
          }
        });
    return new PolicyChange(set, reset);
  }

  private static PolicyValue read(String name, Object value) {
    Optional<Single> single = findSingle(value);
    if (single.isPresent()) {
      return single.get();
    }
    if (value instanceof List<?> list && list.stream().allMatch(Number.class::isInstance)) {
      return new Amounts(list.stream().map(number -> ((Number) number).doubleValue()).toList());
    }
    if (value instanceof List<?> list && list.stream().allMatch(Map.class::isInstance)) {
      return new Rows(list.stream().map(row -> row(name, (Map<?, ?>) row)).toList());
    }
    throw invalid(name, value);
  }

  private static InvalidPolicy invalid(String name, Object value) {
    return new InvalidPolicy(name, value, "a number, a word, or a list of numbers or of rules");
  }

  private static Map<String, Single> row(String name, Map<?, ?> json) {
    Map<String, Single> row = new LinkedHashMap<>();
    json.forEach(
        (part, value) ->
            row.put(part.toString(), findSingle(value).orElseThrow(() -> invalid(name, json))));
    return row;
  }

  private static Optional<Single> findSingle(Object value) {
    if (value instanceof Number number) {
      return Optional.of(new Amount(number.doubleValue()));
    }
    return value instanceof String word ? Optional.of(new Word(word)) : Optional.empty();
  }
}
