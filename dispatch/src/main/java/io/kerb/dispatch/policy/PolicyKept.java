package io.kerb.dispatch.policy;

import java.time.Instant;

/**
 * The policy stays as it is.
 *
 * @param number of the policy in force; 0 for the configured one
 * @param detail for people
 */
public record PolicyKept(
    String request, long number, Reason reason, String detail, Instant occurredAt)
    implements PolicyEvent {

  /** Why. */
  public enum Reason {
    /** It is so already. */
    SAME,
    /** The wish was for another version than the one in force. */
    OTHER_VERSION,
    /** A number in it may not be so, in the owner's eyes. */
    INVALID
  }
}
