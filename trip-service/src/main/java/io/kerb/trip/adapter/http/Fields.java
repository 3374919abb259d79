package io.kerb.trip.adapter.http;

import io.kerb.location.api.TripId;
import io.kerb.runtime.http.Problem;
import io.kerb.runtime.http.ProblemException;
import java.util.List;
import java.util.function.Supplier;

/** Checks of single fields, with answers that name them. */
final class Fields {
  private static final int TEXT_CHARS_MAX = 500;

  private Fields() {}

  static <T> T required(T value, String field) {
    if (value == null) {
      throw invalid(field, "'" + field + "' is missing", "missing_field");
    }
    return value;
  }

  /** Free text; absent is empty. */
  static String text(String value, String field) {
    if (value == null) {
      return "";
    }
    if (value.length() > TEXT_CHARS_MAX) {
      throw invalid(
          field,
          "'%s' must have at most %d characters, but has %d"
              .formatted(field, TEXT_CHARS_MAX, value.length()),
          "invalid_field");
    }
    return value;
  }

  /** A value type's own judgement, as an answer that names the field. */
  static <T> T valid(String field, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      throw invalid(field, e.getMessage(), "invalid_field");
    }
  }

  /** What is no trip's id is the id of no trip. */
  static TripId tripId(String text) {
    try {
      return TripId.parse(text);
    } catch (IllegalArgumentException e) {
      throw noSuchTrip();
    }
  }

  static ProblemException noSuchTrip() {
    return Problem.notFound("trip_not_found", "You have no such trip.").exception();
  }

  static ProblemException invalid(String field, String message, String code) {
    return Problem.badRequest(code, message)
        .withErrors(List.of(new Problem.FieldError(field, code, message)))
        .exception();
  }
}
