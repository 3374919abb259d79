package io.kerb.city.api;

/** Whose token a call carries. */
public record Identity(Role role, long number) {
  /** The public roles. */
  public enum Role {
    RIDER,
    DRIVER
  }

  public static Identity driver(long number) {
    return new Identity(Role.DRIVER, number);
  }

  public static Identity rider(long number) {
    return new Identity(Role.RIDER, number);
  }

  public String subject() {
    return Long.toString(number);
  }
}
