package io.kerb.dispatch.policy;

import io.kerb.dispatch.policy.PolicyValue.Amounts;
import io.kerb.dispatch.policy.PolicyValue.Rows;
import io.kerb.dispatch.policy.PolicyValue.Single;
import io.kerb.dispatch.policy.PolicyValue.Word;
import io.kerb.location.api.ProductId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How rules of substitution are written and read. */
final class SubstituteRows {
  private static final String PRODUCT = "product";
  private static final String BY = "by";
  private static final String AFTER_WAITING_S = "after_waiting_s";
  private static final String EXTRA_COST_S = "extra_cost_s";
  private static final Set<String> CELLS = Set.of(PRODUCT, BY, AFTER_WAITING_S, EXTRA_COST_S);

  static final PolicyKind<List<Substitute>> KIND =
      new PolicyKind<>(
          "",
          rules -> new Rows(rules.stream().map(SubstituteRows::row).toList()),
          SubstituteRows::rules,
          "a list of rules, each with product, by, after_waiting_s and extra_cost_s");

  private SubstituteRows() {}

  private static Map<String, Single> row(Substitute rule) {
    Map<String, Single> row = new LinkedHashMap<>();
    row.put(PRODUCT, new Word(rule.product().value()));
    row.put(BY, new Word(rule.by().value()));
    row.put(AFTER_WAITING_S, PolicyKind.seconds(rule.afterWaiting()));
    row.put(EXTRA_COST_S, PolicyKind.seconds(rule.extraCost()));
    return row;
  }

  /** An empty list says not what it would be a list of: it may have come as one of numbers. */
  private static Optional<List<Substitute>> rules(PolicyValue value) {
    if (value instanceof Amounts none && none.amounts().isEmpty()) {
      return Optional.of(List.of());
    }
    if (!(value instanceof Rows rows)) {
      return Optional.empty();
    }
    List<Substitute> rules =
        rows.rows().stream().map(SubstituteRows::rule).flatMap(Optional::stream).toList();
    return rules.size() == rows.rows().size() ? Optional.of(rules) : Optional.empty();
  }

  private static Optional<Substitute> rule(Map<String, Single> row) {
    if (!row.keySet().equals(CELLS)) {
      return Optional.empty();
    }
    Optional<ProductId> product = product(row.get(PRODUCT));
    Optional<ProductId> by = product(row.get(BY));
    Optional<Duration> after = PolicyKind.SECONDS.reader().apply(row.get(AFTER_WAITING_S));
    Optional<Duration> extra = PolicyKind.SECONDS.reader().apply(row.get(EXTRA_COST_S));
    return product.isEmpty() || by.isEmpty() || after.isEmpty() || extra.isEmpty()
        ? Optional.empty()
        : Optional.of(new Substitute(product.get(), by.get(), after.get(), extra.get()));
  }

  private static Optional<ProductId> product(Single cell) {
    try {
      return cell instanceof Word name ? Optional.of(new ProductId(name.word())) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
