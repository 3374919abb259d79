package io.kerb.dispatch.policy;

import java.time.Instant;

/**
 * From the next window on this policy is in force.
 *
 * @param number 1 for the market's first, one more with each
 * @param by the operator's name, from the token
 * @param note for people; may be empty
 */
public record PolicyChanged(
    String request, long number, DispatchPolicy policy, Instant occurredAt, String by, String note)
    implements PolicyEvent {

  /** How decisions name the policy with this number. */
  public static String version(long number) {
    return "v" + number;
  }
}
