package io.kerb.dispatch.policy;

import io.kerb.dispatch.policy.DispatchPolicy.Solver;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A policy's numbers by name: the one list that calls and the log go by. Who adds a number to
 * {@link DispatchPolicy} adds its field here.
 *
 * <p>A name is the setting's with underscores, durations with {@code _s} behind it.
 */
public final class PolicyFields {
  private static final List<Field<?>> ALL =
      List.of(
          field(
              "window", PolicyKind.SECONDS, DispatchPolicy::window, DispatchPolicyBuilder::window),
          field(
              "window-max",
              PolicyKind.SECONDS,
              DispatchPolicy::windowMax,
              DispatchPolicyBuilder::windowMax),
          field("plenty", PolicyKind.COUNT, DispatchPolicy::plenty, DispatchPolicyBuilder::plenty),
          field(
              "batch-max",
              PolicyKind.COUNT,
              DispatchPolicy::batchMax,
              DispatchPolicyBuilder::batchMax),
          field(
              "offers-parallel",
              PolicyKind.COUNT,
              DispatchPolicy::offersParallel,
              DispatchPolicyBuilder::offersParallel),
          field(
              "offer-ttl",
              PolicyKind.SECONDS,
              DispatchPolicy::offerTtl,
              DispatchPolicyBuilder::offerTtl),
          field(
              "rings-m", PolicyKind.COUNTS, DispatchPolicy::ringsM, DispatchPolicyBuilder::ringsM),
          field(
              "candidates-max",
              PolicyKind.COUNT,
              DispatchPolicy::candidatesMax,
              DispatchPolicyBuilder::candidatesMax),
          field(
              "freshness",
              PolicyKind.SECONDS,
              DispatchPolicy::freshness,
              DispatchPolicyBuilder::freshness),
          field(
              "pickup-eta-max",
              PolicyKind.SECONDS,
              DispatchPolicy::pickupEtaMax,
              DispatchPolicyBuilder::pickupEtaMax),
          field(
              "forward-max",
              PolicyKind.SECONDS,
              DispatchPolicy::forwardMax,
              DispatchPolicyBuilder::forwardMax),
          field(
              "waiting-credit-per-s",
              PolicyKind.NUMBER,
              DispatchPolicy::waitingCreditPerS,
              DispatchPolicyBuilder::waitingCreditPerS),
          field(
              "waiting-credit-max",
              PolicyKind.SECONDS,
              DispatchPolicy::waitingCreditMax,
              DispatchPolicyBuilder::waitingCreditMax),
          field(
              "idle-credit-per-s",
              PolicyKind.NUMBER,
              DispatchPolicy::idleCreditPerS,
              DispatchPolicyBuilder::idleCreditPerS),
          field(
              "idle-credit-max",
              PolicyKind.SECONDS,
              DispatchPolicy::idleCreditMax,
              DispatchPolicyBuilder::idleCreditMax),
          field(
              "substitutes",
              SubstituteRows.KIND,
              DispatchPolicy::substitutes,
              DispatchPolicyBuilder::substitutes),
          field(
              "rematching-every",
              PolicyKind.SECONDS,
              policy -> policy.rematching().every(),
              (builder, every) -> builder.rematching(rules -> rules.withEvery(every))),
          field(
              "rematching-gain-min",
              PolicyKind.SECONDS,
              policy -> policy.rematching().gainMin(),
              (builder, gain) -> builder.rematching(rules -> rules.withGainMin(gain))),
          field(
              "rematching-changes-max",
              PolicyKind.COUNT,
              policy -> policy.rematching().changesMax(),
              (builder, changes) -> builder.rematching(rules -> rules.withChangesMax(changes))),
          field(
              "solver",
              PolicyKind.choice(Solver.class),
              DispatchPolicy::solver,
              DispatchPolicyBuilder::solver),
          field(
              "solver-budget",
              PolicyKind.SECONDS,
              DispatchPolicy::solverBudget,
              DispatchPolicyBuilder::solverBudget));

  private record Field<T>(
      String setting,
      String name,
      PolicyKind<T> kind,
      Function<DispatchPolicy, T> getter,
      BiConsumer<DispatchPolicyBuilder, T> setter) {

    void put(DispatchPolicyBuilder builder, Map<String, PolicyValue> values) {
      PolicyValue value = values.get(name);
      if (value != null) {
        setter.accept(builder, kind.read(name, value));
      }
    }

    PolicyValue of(DispatchPolicy policy) {
      return kind.write(getter.apply(policy));
    }
  }

  private PolicyFields() {}

  private static <T> Field<T> field(
      String setting,
      PolicyKind<T> kind,
      Function<DispatchPolicy, T> getter,
      BiConsumer<DispatchPolicyBuilder, T> setter) {
    return new Field<>(setting, setting.replace('-', '_') + kind.suffix(), kind, getter, setter);
  }

  /** Every number of the policy by its name, in the order of this list. */
  public static Map<String, PolicyValue> values(DispatchPolicy policy) {
    Map<String, PolicyValue> values = new LinkedHashMap<>();
    ALL.forEach(field -> values.put(field.name(), field.of(policy)));
    return Collections.unmodifiableMap(values);
  }

  /**
   * The policy with these numbers; what is not named is the fallback's.
   *
   * @throws InvalidPolicy if there is no such number, or it may not be so
   */
  public static DispatchPolicy read(
      String version, Map<String, PolicyValue> values, DispatchPolicy fallback) {
    values.forEach(PolicyFields::requireKnown);
    DispatchPolicyBuilder builder = fallback.toBuilder().version(version);
    try {
      ALL.forEach(field -> field.put(builder, values));
      return builder.build();
    } catch (InvalidPolicy e) {
      throw inTheCallersWords(e, values);
    }
  }

  private static void requireKnown(String name, PolicyValue value) {
    if (ALL.stream().noneMatch(field -> field.name().equals(name))) {
      throw unknown(name, value);
    }
  }

  static InvalidPolicy unknown(String name, Object value) {
    return new InvalidPolicy(
        name, value, "there is no such field; there are " + ALL.stream().map(Field::name).toList());
  }

  /** The policy's own checks speak of settings and durations; callers wrote fields and seconds. */
  private static InvalidPolicy inTheCallersWords(
      InvalidPolicy invalid, Map<String, PolicyValue> values) {
    return ALL.stream()
        .filter(field -> field.setting().equals(invalid.field()))
        .map(Field::name)
        .filter(values::containsKey)
        .findFirst()
        .map(name -> new InvalidPolicy(name, values.get(name), invalid.allowed()))
        .orElse(invalid);
  }
}
