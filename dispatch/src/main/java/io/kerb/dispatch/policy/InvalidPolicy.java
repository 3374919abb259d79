package io.kerb.dispatch.policy;

/** A number that no policy may have. */
public final class InvalidPolicy extends IllegalArgumentException {
  private final String field;
  private final String value;
  private final String allowed;

  /**
   * @param field the setting or the API's field, whichever was given
   * @param allowed the range, with its unit
   */
  public InvalidPolicy(String field, Object value, String allowed) {
    super("dispatch policy: " + field + " is " + value + "; allowed: " + allowed);
    this.field = field;
    this.value = String.valueOf(value);
    this.allowed = allowed;
  }

  public String field() {
    return field;
  }

  public String value() {
    return value;
  }

  public String allowed() {
    return allowed;
  }
}
