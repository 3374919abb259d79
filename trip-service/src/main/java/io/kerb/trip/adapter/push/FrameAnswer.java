package io.kerb.trip.adapter.push;

import io.kerb.location.api.PingIntake.Receipt;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import java.util.List;

/** What a driver's frame is answered with: one answer to each frame, in the frames' order. */
sealed interface FrameAnswer {
  String type();

  /** Shaped like the answer to {@code POST /v1/drivers/me/pings}. */
  @Introspected
  record Taken(String type, int accepted, List<Rejected> rejected) implements FrameAnswer {
    static Taken of(Receipt receipt) {
      return new Taken(
          "receipt",
          receipt.accepted(),
          receipt.rejected().stream()
              .map(rejection -> new Rejected(rejection.index(), rejection.code()))
              .toList());
    }
  }

  @Introspected
  record Rejected(int index, String code) {}

  /** Nothing of the frame was taken, or nobody knows; the socket stays open. */
  @Introspected
  record Refused(
      String type, String code, String detail, boolean retryable, @Nullable Integer retryAfterS)
      implements FrameAnswer {
    static Refused of(String code, String detail) {
      return new Refused("problem", code, detail, false, null);
    }

    static Refused retryable(String code, String detail, int afterS) {
      return new Refused("problem", code, detail, true, afterS > 0 ? afterS : null);
    }
  }
}
