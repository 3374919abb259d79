package io.kerb.dispatch.policy;

import io.kerb.dispatch.policy.PolicyValue.Amount;
import io.kerb.dispatch.policy.PolicyValue.Amounts;
import io.kerb.dispatch.policy.PolicyValue.Word;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How one sort of number is written and read.
 *
 * @param suffix the unit at the end of the field's name; may be empty
 * @param reader empty if this is no such number
 * @param allowed said to who wrote something else
 */
record PolicyKind<T>(
    String suffix,
    Function<T, PolicyValue> writer,
    Function<PolicyValue, Optional<T>> reader,
    String allowed) {
  private static final double MS_PER_S = 1000;

  static final PolicyKind<Duration> SECONDS =
      new PolicyKind<>(
          "_s",
          PolicyKind::seconds,
          value -> amount(value).map(s -> Duration.ofMillis(Math.round(s * MS_PER_S))),
          "seconds, as a number");

  static final PolicyKind<Double> NUMBER =
      new PolicyKind<>("", Amount::new, PolicyKind::amount, "a number");

  static final PolicyKind<Integer> COUNT =
      new PolicyKind<>(
          "",
          count -> new Amount(count),
          value -> amount(value).flatMap(PolicyKind::whole),
          "a whole number");

  static final PolicyKind<List<Integer>> COUNTS =
      new PolicyKind<>(
          "",
          counts -> new Amounts(counts.stream().map(Integer::doubleValue).toList()),
          PolicyKind::wholes,
          "a list of whole numbers");

  static <E extends Enum<E>> PolicyKind<E> choice(Class<E> type) {
    return new PolicyKind<>(
        "",
        choice -> new Word(word(choice)),
        value ->
            Arrays.stream(type.getEnumConstants())
                .filter(choice -> new Word(word(choice)).equals(value))
                .findFirst(),
        Arrays.stream(type.getEnumConstants())
            .map(PolicyKind::word)
            .collect(Collectors.joining("' or '", "'", "'")));
  }

  T read(String field, PolicyValue value) {
    return reader.apply(value).orElseThrow(() -> new InvalidPolicy(field, value, allowed));
  }

  PolicyValue write(T number) {
    return writer.apply(number);
  }

  static Amount seconds(Duration duration) {
    return new Amount(duration.toMillis() / MS_PER_S);
  }

  private static String word(Enum<?> choice) {
    return choice.name().toLowerCase(Locale.ROOT);
  }

  private static Optional<Double> amount(PolicyValue value) {
    return value instanceof Amount number && Double.isFinite(number.amount())
        ? Optional.of(number.amount())
        : Optional.empty();
  }

  private static Optional<Integer> whole(double amount) {
    return amount == (int) amount ? Optional.of((int) amount) : Optional.empty();
  }

  private static Optional<List<Integer>> wholes(PolicyValue value) {
    if (!(value instanceof Amounts amounts)) {
      return Optional.empty();
    }
    List<Integer> wholes =
        amounts.amounts().stream().map(PolicyKind::whole).flatMap(Optional::stream).toList();
    return wholes.size() == amounts.amounts().size() ? Optional.of(wholes) : Optional.empty();
  }
}
