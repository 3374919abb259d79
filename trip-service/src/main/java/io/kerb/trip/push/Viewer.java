package io.kerb.trip.push;

/** For whose eyes something is written: a driver must not see the pickup code. */
public enum Viewer {
  RIDER,
  DRIVER,
  OPERATOR
}
