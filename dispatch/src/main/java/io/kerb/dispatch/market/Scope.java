package io.kerb.dispatch.market;

/** Whom a window is about. */
public enum Scope {
  /** Riders without a driver, and drivers without a trip. */
  WAITING,
  /** These, and the riders and drivers who are on the way to each other. */
  EVERYBODY
}
