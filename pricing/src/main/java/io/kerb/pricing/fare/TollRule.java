package io.kerb.pricing.fare;

/**
 * A named toll that is due when the way passes it.
 *
 * @param once a ride, however often it is passed; else each time
 */
public record TollRule(Scope scope, String name, boolean once, long amountMinor, Passage passage) {

  /** How often it is charged. */
  int timesDue(Course course) {
    int passed = passage.times(course);
    return once ? Math.min(1, passed) : passed;
  }
}
