package io.kerb.location.adapter.http;

import io.kerb.location.adapter.http.PingWire.PingsAnswer;
import io.kerb.location.adapter.http.PingWire.PingsRequest;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.PingIntake;
import io.kerb.location.api.PingIntake.Batch;
import io.kerb.location.api.PingIntake.Receipt;
import io.kerb.location.gate.RejectionCode;
import io.kerb.runtime.http.Caller;
import io.kerb.runtime.http.Problem;
import io.kerb.runtime.http.ProblemException;
import io.kerb.runtime.http.Role;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Where drivers' apps leave their positions. */
@Controller("/v1/drivers/me/pings")
@Secured(Role.DRIVER)
final class PingController {
  /** Above the producer's own delivery timeout, which answers first. */
  private static final int LOG_TIMEOUT_S = 12;

  private static final int RETRY_AFTER_S = 5;

  private final PingIntake intake;

  PingController(PingIntake intake) {
    this.intake = intake;
  }

  /** Takes a batch of positions; 202 when those accepted are in the log. */
  @Post
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<PingsAnswer> take(Authentication authentication, @Body PingsRequest request) {
    DriverId driver = Caller.of(authentication).driver();
    Batch batch = request.toBatch();
    Receipt receipt = await(driver, batch);
    if (isRateLimited(receipt, batch)) {
      throw Problem.of(
              429,
              RejectionCode.RATE_LIMITED.code(),
              "Too many requests",
              "This driver sends more pings than a driver can need; maybe two apps share a token.")
          .retryable(RETRY_AFTER_S)
          .exception();
    }
    return HttpResponse.accepted().body(PingsAnswer.of(receipt));
  }

  private Receipt await(DriverId driver, Batch batch) {
    try {
      return intake.take(driver, batch).toCompletableFuture().get(LOG_TIMEOUT_S, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ProblemException problem) {
        throw problem;
      }
      throw new IllegalStateException("the ping intake failed", e.getCause());
    } catch (TimeoutException e) {
      throw unanswered();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unanswered();
    }
  }

  private static ProblemException unanswered() {
    return Problem.unavailable(
            "ping_log_unavailable",
            "The pings may not have been logged; send them again.",
            RETRY_AFTER_S)
        .exception();
  }

  private static boolean isRateLimited(Receipt receipt, Batch batch) {
    return receipt.rejected().size() == batch.pings().size()
        && receipt.rejected().stream()
            .allMatch(rejection -> rejection.code().equals(RejectionCode.RATE_LIMITED.code()));
  }
}
