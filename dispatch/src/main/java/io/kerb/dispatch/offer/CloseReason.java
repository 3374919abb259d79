package io.kerb.dispatch.offer;

/** Why an offer is no longer open. */
public enum CloseReason {
  /** The driver got the trip. */
  ACCEPTED,
  DECLINED,
  /** Nobody answered in time. */
  EXPIRED,
  /** The trip went to another driver, changed or ended, or the driver can no longer take it. */
  WITHDRAWN;

  /** Whether this driver is not to be asked for this trip again. */
  public boolean excludesDriver() {
    return this == DECLINED || this == EXPIRED;
  }
}
