package io.kerb.pricing.adapter.http;

import io.kerb.location.api.LatLng;
import io.kerb.runtime.http.Problem.FieldError;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import java.util.List;

/** A position as a caller writes it: anything may be missing. */
@Introspected
public record PlaceBody(@Nullable Double latitude, @Nullable Double longitude) {

  static PlaceBody of(LatLng place) {
    return new PlaceBody(place.latitude(), place.longitude());
  }

  /** Null, with the errors added, if this is no position. */
  static @Nullable LatLng read(String field, @Nullable PlaceBody place, List<FieldError> errors) {
    if (place == null) {
      errors.add(new FieldError(field, "missing_field", "'" + field + "' is missing"));
      return null;
    }
    boolean latitude = check(field + ".latitude", place.latitude, 90, errors);
    boolean longitude = check(field + ".longitude", place.longitude, 180, errors);
    return latitude && longitude ? new LatLng(place.latitude, place.longitude) : null;
  }

  private static boolean check(
      String field, @Nullable Double degrees, int max, List<FieldError> errors) {
    if (degrees == null) {
      errors.add(new FieldError(field, "missing_field", "'" + field + "' is missing"));
      return false;
    }
    if (!(Math.abs(degrees) <= max)) {
      errors.add(
          new FieldError(
              field,
              "out_of_range",
              "'" + field + "' must be -" + max + " to " + max + ", but was " + degrees));
      return false;
    }
    return true;
  }
}
