package io.kerb.location.api;

import java.util.regex.Pattern;

/** A market's short name: one city, the unit of matching. */
public record MarketId(String value) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,31}");

  public MarketId {
    if (value == null || !NAME.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "market id must be 1 to 32 of a-z, 0-9, '_' and '-', but was '" + value + "'");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
