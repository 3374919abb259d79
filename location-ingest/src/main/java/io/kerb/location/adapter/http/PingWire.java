package io.kerb.location.adapter.http;

import io.kerb.location.api.PingIntake;
import io.kerb.location.gate.PingGate;
import io.kerb.runtime.http.Problem;
import io.kerb.runtime.http.Problem.FieldError;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Pings as they stand in a request and its answer. */
final class PingWire {
  private PingWire() {}

  /** {@code POST /v1/drivers/me/pings}. */
  @Introspected
  record PingsRequest(@Nullable String sessionId, @Nullable List<PingBody> pings) {

    /**
     * @throws io.kerb.runtime.http.ProblemException 400 naming every field that is missing, 413 if
     *     there are too many pings
     */
    PingIntake.Batch toBatch() {
      if (pings != null && pings.size() > PingIntake.BATCH_MAX) {
        throw Problem.of(
                413,
                "batch_too_large",
                "Too large",
                "A batch holds at most "
                    + PingIntake.BATCH_MAX
                    + " pings, but this one has "
                    + pings.size()
                    + "; maybe send it in parts.")
            .exception();
      }
      List<FieldError> errors = new ArrayList<>();
      checkSession(errors);
      checkPings(errors);
      if (!errors.isEmpty()) {
        throw Problem.badRequest("invalid_field", "The batch cannot be read as pings.")
            .withErrors(errors)
            .exception();
      }
      return new PingIntake.Batch(sessionId, pings.stream().map(PingBody::toPing).toList());
    }

    private void checkSession(List<FieldError> errors) {
      if (sessionId == null
          || sessionId.isBlank()
          || sessionId.length() > PingGate.SESSION_ID_MAX) {
        errors.add(
            new FieldError(
                "session_id",
                "invalid_field",
                "must be 1 to " + PingGate.SESSION_ID_MAX + " characters"));
      }
    }

    private void checkPings(List<FieldError> errors) {
      if (pings == null || pings.isEmpty()) {
        errors.add(new FieldError("pings", "missing_field", "at least one ping is needed"));
        return;
      }
      for (int index = 0; index < pings.size(); index++) {
        PingBody ping = pings.get(index);
        String at = "pings[" + index + "]";
        if (ping == null) {
          errors.add(new FieldError(at, "missing_field", "must not be null"));
        } else {
          require(ping.sequence(), at + ".sequence", errors);
          require(ping.latitude(), at + ".latitude", errors);
          require(ping.longitude(), at + ".longitude", errors);
          require(ping.recordedAt(), at + ".recorded_at", errors);
        }
      }
    }

    private static void require(@Nullable Object value, String field, List<FieldError> errors) {
      if (value == null) {
        errors.add(new FieldError(field, "missing_field", "must be given"));
      }
    }
  }

  @Introspected
  record PingBody(
      @Nullable Long sequence,
      @Nullable Double latitude,
      @Nullable Double longitude,
      @Nullable Integer headingDeg,
      @Nullable Double speedMps,
      @Nullable Instant recordedAt) {
    PingIntake.Ping toPing() {
      return new PingIntake.Ping(sequence, latitude, longitude, headingDeg, speedMps, recordedAt);
    }
  }

  /** 202. */
  @Introspected
  record PingsAnswer(int accepted, List<RejectedPing> rejected) {
    static PingsAnswer of(PingIntake.Receipt receipt) {
      return new PingsAnswer(
          receipt.accepted(),
          receipt.rejected().stream()
              .map(rejection -> new RejectedPing(rejection.index(), rejection.code()))
              .toList());
    }
  }

  /** Which ping of the batch did not enter the log, and why. */
  @Introspected
  record RejectedPing(int index, String code) {}
}
