package io.kerb.pricing.fare;

/** What a way may pass: a gate across the road, or an area that is entered. */
public sealed interface Passage permits Gate, Area {

  /** How often this course passes it. */
  int times(Course course);
}
