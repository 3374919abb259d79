package io.kerb.location.api;

import java.util.regex.Pattern;

/** A product's short name, such as {@code standard} or {@code xl}. */
public record ProductId(String value) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,31}");

  public ProductId {
    if (value == null || !NAME.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "product id must be 1 to 32 of a-z, 0-9, '_' and '-', but was '" + value + "'");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
