package io.kerb.dispatch.matching;

/** When a search has to end. Asked often; must cost next to nothing. */
@FunctionalInterface
public interface Deadline {
  /** There is all the time in the world. */
  Deadline NEVER = () -> false;

  boolean hasPassed();
}
