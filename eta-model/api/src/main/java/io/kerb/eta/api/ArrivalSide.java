package io.kerb.eta.api;

/**
 * On which side of the car a place must lie when the car comes to it. At the kerb nobody has to
 * cross a street with traffic both ways; the way there may be longer.
 */
public enum ArrivalSide {
  /** Either. */
  ANY,
  /** At the kerb where one drives on the left. */
  LEFT,
  /** At the kerb where one drives on the right. */
  RIGHT
}
