package io.kerb.dispatch.candidate;

/** What a candidate does at the moment. Its name in lower case stands in decision records. */
public enum Situation {
  IDLE,
  /** Has a rider on board who is nearly there; the pickup ETA counts from the drop-off. */
  NEAR_DROPOFF,
  /** On the way to another rider, who would get another car. */
  EN_ROUTE,
  /** On the way to this very rider. */
  HELD
}
