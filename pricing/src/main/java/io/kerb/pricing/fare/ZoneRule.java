package io.kerb.pricing.fare;

/**
 * A named polygon that makes a ride dearer when it begins or ends there.
 *
 * @param amountMinor charged once a ride
 */
public record ZoneRule(Scope scope, String name, When when, long amountMinor, Area area) {

  /** Which of a ride's places must lie inside. A stop counts as a drop-off. */
  public enum When {
    PICKUP,
    DROPOFF,
    EITHER,
    BOTH
  }

  boolean appliesTo(Course course) {
    return switch (when) {
      case PICKUP -> begins(course);
      case DROPOFF -> ends(course);
      case EITHER -> begins(course) || ends(course);
      case BOTH -> begins(course) && ends(course);
    };
  }

  private boolean begins(Course course) {
    return area.contains(course.pickup());
  }

  private boolean ends(Course course) {
    return course.later().stream().anyMatch(area::contains);
  }
}
