package io.kerb.dispatch.candidate;

/**
 * Why a driver near a pickup is no candidate. Its name in lower case stands in decision records.
 */
public enum Filter {
  OFF_DUTY,
  PRODUCT,
  /** Silent for too long. */
  STALE,
  /** On a trip. */
  ENGAGED,
  /** Thinks about an offer. */
  OPEN_OFFER,
  /** Changes trips with others right now. */
  EXCHANGE,
  /** Declined this trip, or let its offer expire. */
  REFUSED,
  /** Had this trip and gave it back. */
  RELEASED,
  /** Does not want to meet this rider, or this rider them. */
  BLOCKED,
  /** Wants to get to a place that this ride does not lead to. */
  DESTINATION,
  /** No way leads to the pickup. */
  UNREACHABLE,
  /** The way to the pickup takes too long. */
  TOO_FAR,
  /** Enough others are nearer. */
  NOT_AMONG_NEAREST
}
