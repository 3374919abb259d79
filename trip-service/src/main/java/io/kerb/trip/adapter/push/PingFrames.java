package io.kerb.trip.adapter.push;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.PingIntake;
import io.kerb.runtime.http.Problem;
import io.kerb.runtime.http.ProblemException;
import io.kerb.trip.adapter.push.FrameAnswer.Refused;
import io.kerb.trip.adapter.push.FrameAnswer.Taken;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Drivers' frames on their way to the same {@link PingIntake} that the HTTP call uses: rules, log
 * and receipts cannot differ between the two.
 */
@Singleton
final class PingFrames {
  static final int FRAME_MAX_BYTES = 16 * 1024;
  private static final int RETRY_AFTER_S = 2;

  private final PingIntake intake;
  private final ObjectMapper mapper;
  private final Executor blocking;

  PingFrames(
      PingIntake intake, ObjectMapper mapper, @Named(TaskExecutors.BLOCKING) Executor blocking) {
    this.intake = intake;
    this.mapper = mapper;
    this.blocking = blocking;
  }

  /** Never completes exceptionally, and never blocks the caller. */
  CompletionStage<FrameAnswer> take(DriverId driver, String frame) {
    return CompletableFuture.supplyAsync(() -> frame, blocking)
        .thenCompose(text -> intake.take(driver, read(text)))
        .thenApply(receipt -> (FrameAnswer) Taken.of(receipt))
        .exceptionally(PingFrames::refusal);
  }

  String write(FrameAnswer answer) {
    try {
      return mapper.writeValueAsString(answer);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer could not be written as JSON", e);
    }
  }

  private PingIntake.Batch read(String frame) {
    if (frame.getBytes(StandardCharsets.UTF_8).length > FRAME_MAX_BYTES) {
      throw Problem.of(
              413,
              "frame_too_large",
              "Frame too large",
              "A frame may have at most "
                  + FRAME_MAX_BYTES
                  + " bytes; send a long backlog to POST /v1/drivers/me/pings.")
          .exception();
    }
    try {
      DriverFrame read = mapper.readValue(frame, DriverFrame.class);
      if (read == null) {
        throw Problem.badRequest("malformed_json", "The frame is null.").exception();
      }
      return read.toBatch();
    } catch (UnrecognizedPropertyException e) {
      throw Problem.badRequest(
              "unknown_field", "'" + e.getPropertyName() + "' is not known in a frame")
          .exception();
    } catch (JsonProcessingException e) {
      if (e instanceof JsonParseException || e.getCause() instanceof JsonParseException) {
        throw Problem.badRequest("malformed_json", "The frame is not JSON.").exception();
      }
      throw Problem.badRequest("invalid_field", firstLine(e.getOriginalMessage())).exception();
    } catch (IllegalArgumentException e) {
      throw Problem.badRequest("invalid_field", e.getMessage()).exception();
    }
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("no details");
  }

  private static FrameAnswer refusal(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof ProblemException e) {
      Problem problem = e.problem();
      return problem.retryable()
          ? Refused.retryable(problem.code(), problem.detail(), problem.retryAfterS())
          : Refused.of(problem.code(), problem.detail());
    }
    if (cause instanceof IllegalArgumentException) {
      return Refused.of("invalid_field", String.valueOf(cause.getMessage()));
    }
    return Refused.retryable(
        "log_unavailable",
        "The log did not answer in time. The outcome is unknown; the same pings may be sent again.",
        RETRY_AFTER_S);
  }
}
