package io.kerb.dispatch.policy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One number of a policy as calls and the log carry it; durations are in seconds. */
public sealed interface PolicyValue {

  /** What can also stand in a row. */
  sealed interface Single extends PolicyValue {}

  /** A number. */
  record Amount(double amount) implements Single {
    @Override
    public String toString() {
      return Double.toString(amount);
    }
  }

  /** Several of a kind, such as radii. */
  record Amounts(List<Double> amounts) implements PolicyValue {
    public Amounts {
      amounts = List.copyOf(amounts);
    }

    @Override
    public String toString() {
      return amounts.toString();
    }
  }

  /** A choice by its name. */
  record Word(String word) implements Single {
    @Override
    public String toString() {
      return "'" + word + "'";
    }
  }

  /** Rules of several parts, each part by its name. */
  record Rows(List<Map<String, Single>> rows) implements PolicyValue {
    public Rows {
      rows = rows.stream().map(Rows::inOrder).toList();
    }

    private static Map<String, Single> inOrder(Map<String, Single> row) {
      return Collections.unmodifiableMap(new LinkedHashMap<>(row));
    }

    @Override
    public String toString() {
      return rows.toString();
    }
  }
}
