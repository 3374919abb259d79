package io.kerb.runtime.http;

import java.util.List;

/**
 * A problem answer (RFC 9457) before it is written.
 *
 * @param code never changes once published
 * @param retryable whether the same request may succeed later
 * @param retryAfterS seconds for the Retry-After header; 0 for none
 */
public record Problem(
    int status,
    String code,
    String title,
    String detail,
    boolean retryable,
    int retryAfterS,
    List<FieldError> errors) {

  /** What is wrong with one field, named as in the request, such as {@code pickup.latitude}. */
  public record FieldError(String field, String code, String message) {}

  public static Problem badRequest(String code, String detail) {
    return of(400, code, "Bad request", detail);
  }

  /** The request is well-formed, but a value in it cannot be served. */
  public static Problem unprocessable(String code, String detail) {
    return of(422, code, "Cannot be processed", detail);
  }

  /** Also for what exists but is somebody else's. */
  public static Problem notFound(String code, String detail) {
    return of(404, code, "Not found", detail);
  }

  public static Problem conflict(String code, String detail) {
    return of(409, code, "Conflict", detail);
  }

  public static Problem unavailable(String code, String detail, int retryAfterS) {
    return new Problem(503, code, "Unavailable", detail, true, retryAfterS, List.of());
  }

  public static Problem of(int status, String code, String title, String detail) {
    return new Problem(status, code, title, detail, false, 0, List.of());
  }

  public Problem withErrors(List<FieldError> fieldErrors) {
    return new Problem(status, code, title, detail, retryable, retryAfterS, fieldErrors);
  }

  public Problem retryable(int afterS) {
    return new Problem(status, code, title, detail, true, afterS, errors);
  }

  public ProblemException exception() {
    return new ProblemException(this);
  }
}
