package io.kerb.server.http;

import com.datastax.oss.driver.api.core.DriverException;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.kerb.runtime.http.Problem;
import io.kerb.runtime.http.Problem.FieldError;
import io.kerb.runtime.http.ProblemException;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.http.annotation.Body;
import io.micronaut.web.router.exceptions.UnsatisfiedRouteException;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;

/** Turns what went wrong into the problem a caller can act on. */
final class ProblemOf {
  private static final int RETRY_AFTER_S = 2;
  private static final int CAUSES_MAX = 10;

  private ProblemOf() {}

  /** The problem that this failure stands for; empty if it is none that a caller caused. */
  static Optional<Problem> failure(Throwable failure) {
    Throwable outer = null;
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < CAUSES_MAX; depth++) {
      Optional<Problem> problem = known(cause);
      if (problem.isPresent()) {
        return problem;
      }
      // Deeper down, a wrong argument is damage of ours.
      if (cause instanceof IllegalArgumentException && outer == null) {
        return Optional.of(Problem.badRequest("invalid_field", firstLine(cause.getMessage())));
      }
      if (cause instanceof IllegalArgumentException
          && outer instanceof ConversionErrorException conversion) {
        return Optional.of(argument(conversion.getArgument().getName(), unreadable(cause)));
      }
      outer = cause;
      cause = cause.getCause();
    }
    return Optional.empty();
  }

  private static Optional<Problem> known(Throwable cause) {
    if (cause instanceof ProblemException e) {
      return Optional.of(e.problem());
    }
    if (cause instanceof UnrecognizedPropertyException e) {
      return Optional.of(unknownField(e));
    }
    if (cause instanceof JsonMappingException e && !(e.getCause() instanceof JsonParseException)) {
      return Optional.of(invalidField(e));
    }
    if (cause instanceof JsonEOFException || cause instanceof JsonParseException) {
      return Optional.of(
          Problem.badRequest(
              "malformed_json",
              "The body is not JSON: " + syntax((JsonProcessingException) cause)));
    }
    if (cause instanceof ConversionErrorException e && e.getCause() == null) {
      return Optional.of(argument(e.getArgument().getName(), e.getMessage()));
    }
    if (cause instanceof UnsatisfiedRouteException e) {
      boolean body = e.getArgument().getAnnotationMetadata().hasAnnotation(Body.class);
      return Optional.of(missing(body ? "body" : e.getArgument().getName()));
    }
    if (cause instanceof DateTimeParseException e) {
      return Optional.of(
          Problem.badRequest(
              "invalid_field",
              "'" + e.getParsedString() + "' is no time; maybe 2026-01-31T12:00:00Z"));
    }
    if (cause instanceof DriverException) {
      return Optional.of(engineDown("store_unavailable", "The trip store did not answer in time."));
    }
    if (cause instanceof KafkaException) {
      return Optional.of(engineDown("log_unavailable", "The event log did not answer in time."));
    }
    return Optional.empty();
  }

  private static Problem engineDown(String code, String detail) {
    return Problem.unavailable(
        code,
        detail + " The outcome is unknown; the same request may be sent again.",
        RETRY_AFTER_S);
  }

  private static Problem unknownField(UnrecognizedPropertyException e) {
    String field = path(e);
    String known =
        e.getKnownPropertyIds().stream()
            .map(Object::toString)
            .sorted()
            .collect(Collectors.joining(", "));
    String message = "'" + field + "' is not known here; maybe one of " + known;
    return Problem.badRequest("unknown_field", message)
        .withErrors(List.of(new FieldError(field, "unknown_field", message)));
  }

  private static Problem invalidField(JsonMappingException e) {
    String field = path(e);
    String message = mismatch(e);
    if (field.isEmpty()) {
      return Problem.badRequest("malformed_json", "The body does not fit: " + message);
    }
    return Problem.badRequest("invalid_field", "'" + field + "': " + message)
        .withErrors(List.of(new FieldError(field, "invalid_field", message)));
  }

  /** In the caller's words instead of Java's. */
  private static String mismatch(JsonMappingException e) {
    if (e instanceof InvalidFormatException format) {
      return "'" + format.getValue() + "' is no " + kind(format.getTargetType());
    }
    if (e instanceof MismatchedInputException mismatched && mismatched.getTargetType() != null) {
      return "must be " + article(kind(mismatched.getTargetType()));
    }
    return firstLine(e.getOriginalMessage());
  }

  private static String kind(Class<?> type) {
    if (Number.class.isAssignableFrom(type) || type.isPrimitive() && type != boolean.class) {
      return "number";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "boolean (true or false)";
    }
    if (java.time.temporal.Temporal.class.isAssignableFrom(type)) {
      return "time such as 2026-01-31T12:00:00Z";
    }
    if (java.util.Collection.class.isAssignableFrom(type) || type.isArray()) {
      return "list";
    }
    return type == String.class ? "text" : "object";
  }

  private static String article(String kind) {
    return kind.startsWith("object") ? "an " + kind : kind.equals("text") ? kind : "a " + kind;
  }

  private static Problem argument(String name, String message) {
    return Problem.badRequest("invalid_field", "'" + name + "': " + firstLine(message))
        .withErrors(List.of(new FieldError(name, "invalid_field", firstLine(message))));
  }

  private static String unreadable(Throwable cause) {
    return cause instanceof NumberFormatException
        ? "must be a number; " + firstLine(cause.getMessage()).replace("For input string: ", "got ")
        : firstLine(cause.getMessage());
  }

  private static Problem missing(String name) {
    String message = "'" + name + "' is missing";
    return Problem.badRequest("missing_field", message)
        .withErrors(List.of(new FieldError(name, "missing_field", message)));
  }

  /** The field as the caller wrote it: {@code pings[3].latitude}. */
  private static String path(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFieldName() == null) {
        path.append('[').append(step.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return path.toString();
  }

  private static String syntax(JsonProcessingException e) {
    String reason = firstLine(e.getOriginalMessage()).replaceAll(" \\(start marker.*", "");
    return e.getLocation() == null
        ? reason
        : reason
            + " (line "
            + e.getLocation().getLineNr()
            + ", column "
            + e.getLocation().getColumnNr()
            + ")";
  }

  private static String firstLine(String message) {
    if (message == null) {
      return "no details";
    }
    return message.lines().findFirst().orElse("no details");
  }
}
