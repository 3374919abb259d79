package io.kerb.dispatch.policy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A wish for other numbers. What it does not name stays as it is.
 *
 * @param set by the names of {@link PolicyFields}
 * @param reset back to what is configured
 */
public record PolicyChange(Map<String, PolicyValue> set, Set<String> reset) {
  public PolicyChange {
    set = Map.copyOf(set);
    reset = Set.copyOf(reset);
  }

  /**
   * The present policy with the wish fulfilled.
   *
   * @throws InvalidPolicy if a named number does not exist or may not be so
   */
  public DispatchPolicy appliedTo(
      DispatchPolicy present, DispatchPolicy configured, String version) {
    Map<String, PolicyValue> defaults = PolicyFields.values(configured);
    Map<String, PolicyValue> values = new LinkedHashMap<>(PolicyFields.values(present));
    values.putAll(set);
    for (String name : reset) {
      if (!defaults.containsKey(name)) {
        throw PolicyFields.unknown(name, null);
      }
      values.put(name, defaults.get(name));
    }
    return PolicyFields.read(version, values, present);
  }
}
