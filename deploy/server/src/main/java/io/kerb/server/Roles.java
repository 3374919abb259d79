package io.kerb.server;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which services this process runs. */
public record Roles(Set<Role> on) {

  /** One service. */
  public enum Role {
    INGEST,
    DISPATCH,
    TRIPS,
    PRICING;

    /** The property that beans of the role require. */
    String property() {
      return "kerb.role." + word();
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Reads {@code all} or a comma-separated list.
   *
   * @throws IllegalArgumentException naming the word that is no role
   */
  public static Roles parse(String text) {
    if (text.isBlank() || text.trim().equals("all")) {
      return new Roles(EnumSet.allOf(Role.class));
    }
    return new Roles(
        Arrays.stream(text.split(","))
            .map(String::trim)
            .map(Roles::role)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class))));
  }

  private static Role role(String word) {
    return Arrays.stream(Role.values())
        .filter(role -> role.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no role '"
                        + word
                        + "'; maybe one of all, ingest, dispatch, trips or pricing"));
  }

  /** The property of each role. */
  public static List<String> propertyNames() {
    return Arrays.stream(Role.values()).map(Role::property).toList();
  }

  /** For the application context: {@code kerb.role.<role>} is true or false. */
  public Map<String, Object> properties() {
    Map<String, Object> properties = new HashMap<>();
    for (Role role : Role.values()) {
      properties.put(role.property(), on.contains(role));
    }
    return properties;
  }

  @Override
  public String toString() {
    return on.stream().map(Role::word).collect(Collectors.joining(","));
  }
}
