package io.kerb.runtime.http;

/** Who may call; the text form stands in the token's {@code roles} and in {@code @Secured}. */
public final class Role {
  public static final String RIDER = "rider";
  public static final String DRIVER = "driver";
  public static final String OPERATOR = "operator";

  /** Another role of this installation, such as trips asking pricing. */
  public static final String SERVICE = "service";

  private Role() {}
}
