package io.kerb.location.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kerb.location.adapter.http.PingWire.PingBody;
import io.kerb.location.adapter.http.PingWire.PingsRequest;
import io.kerb.location.api.PingIntake;
import io.kerb.runtime.http.Problem;
import io.kerb.runtime.http.Problem.FieldError;
import io.kerb.runtime.http.ProblemException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PingWireTest {
  private static final PingBody GOOD = new PingBody(1L, 37.78, -122.41, 90, 10.0, Instant.EPOCH);

  @Test
  void aWholeBatchIsRead() {
    PingIntake.Batch batch = new PingsRequest("s", List.of(GOOD)).toBatch();
    assertThat(batch.sessionId()).isEqualTo("s");
    assertThat(batch.pings())
        .containsExactly(new PingIntake.Ping(1, 37.78, -122.41, 90, 10.0, Instant.EPOCH));
  }

  @Test
  void everyMissingFieldIsNamedWithItsPlace() {
    PingBody empty = new PingBody(null, null, null, null, null, null);
    Problem problem = refused(new PingsRequest(null, Arrays.asList(GOOD, empty, null)));
    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.errors().stream().map(FieldError::field))
        .containsExactly(
            "session_id",
            "pings[1].sequence",
            "pings[1].latitude",
            "pings[1].longitude",
            "pings[1].recorded_at",
            "pings[2]");
  }

  @Test
  void anEmptyBatchIsRefused() {
    assertThat(refused(new PingsRequest("s", List.of())).errors().get(0).field())
        .isEqualTo("pings");
    assertThat(refused(new PingsRequest("s", null)).errors().get(0).field()).isEqualTo("pings");
  }

  @Test
  void aBatchHasItsBound() {
    List<PingBody> most = Collections.nCopies(PingIntake.BATCH_MAX, GOOD);
    assertThat(new PingsRequest("s", most).toBatch().pings()).hasSize(PingIntake.BATCH_MAX);
    List<PingBody> tooMany = Collections.nCopies(PingIntake.BATCH_MAX + 1, GOOD);
    Problem problem = refused(new PingsRequest("s", tooMany));
    assertThat(problem.status()).isEqualTo(413);
    assertThat(problem.code()).isEqualTo("batch_too_large");
  }

  private static Problem refused(PingsRequest request) {
    return catchThrowableOfType(ProblemException.class, request::toBatch).problem();
  }
}
