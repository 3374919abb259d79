package io.kerb.dispatch.market;

/** Whom a window is about; each scope includes those before it. */
public enum Scope {
  /** Riders without a driver who have plenty of idle cars in reach. */
  PLENTY,
  /** All riders without a driver, and the drivers without a trip. */
  WAITING,
  /** These, and the riders and drivers who are on the way to each other. */
  EVERYBODY
}
