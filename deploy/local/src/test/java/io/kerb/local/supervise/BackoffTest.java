package io.kerb.local.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BackoffTest {
  private static final Duration SHORT_LIFE = Duration.ofSeconds(1);

  @Test
  void pausesDoubleUpToTheLongest() {
    Backoff backoff = new Backoff();

    assertThat(backoff.died(SHORT_LIFE, 0)).isEqualTo(Backoff.SHORTEST);
    assertThat(backoff.died(SHORT_LIFE, 0)).isEqualTo(Backoff.SHORTEST.multipliedBy(2));
    for (int i = 0; i < 20; i++) {
      assertThat(backoff.died(SHORT_LIFE, 0)).isLessThanOrEqualTo(Backoff.LONGEST);
    }
    assertThat(backoff.died(SHORT_LIFE, 0)).isEqualTo(Backoff.LONGEST);
  }

  @Test
  void aChildThatLivedLongStartsAtOnce() {
    Backoff backoff = new Backoff();
    backoff.died(SHORT_LIFE, 0);
    backoff.died(SHORT_LIFE, 0);

    assertThat(backoff.died(Backoff.HEALTHY, 0)).isZero();
    assertThat(backoff.mayStart(0)).isTrue();
  }

  @Test
  void aChildWaitsOutItsPause() {
    Backoff backoff = new Backoff();
    long died = 1_000;
    long pause = backoff.died(SHORT_LIFE, died).toNanos();

    assertThat(backoff.mayStart(died + pause - 1)).isFalse();
    assertThat(backoff.mayStart(died + pause)).isTrue();
  }
}
