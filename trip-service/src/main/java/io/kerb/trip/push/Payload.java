package io.kerb.trip.push;

/** What a notice carries; nothing here looks inside. */
@FunctionalInterface
public interface Payload {
  /** A JSON object, without line breaks. */
  String jsonFor(Viewer viewer);
}
