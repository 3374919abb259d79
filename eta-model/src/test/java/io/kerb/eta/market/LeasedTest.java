package io.kerb.eta.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LeasedTest {
  private final AtomicInteger closings = new AtomicInteger();
  private final Leased<String> leased = new Leased<>("roads", thing -> closings.incrementAndGet());

  @Test
  void whatNobodyUsesIsClosedWhenItsHolderLetsGo() {
    leased.retire();

    assertThat(closings).hasValue(1);
    assertThat(leased.tryTake()).isFalse();
  }

  @Test
  void whatIsUsedIsClosedAfterTheLastUser() {
    assertThat(leased.tryTake()).isTrue();
    assertThat(leased.tryTake()).isTrue();
    leased.retire();
    leased.giveBack();
    assertThat(closings).hasValue(0);

    leased.giveBack();

    assertThat(closings).hasValue(1);
    assertThat(leased.tryTake()).isFalse();
  }

  @Test
  void itIsNeverClosedInAUsersHands() throws InterruptedException {
    for (int round = 0; round < 200; round++) {
      AtomicBoolean closed = new AtomicBoolean();
      AtomicInteger violations = new AtomicInteger();
      Leased<String> shared = new Leased<>("roads", thing -> closed.set(true));
      ExecutorService threads = Executors.newFixedThreadPool(4);
      for (int i = 0; i < 3; i++) {
        threads.execute(
            () -> {
              while (shared.tryTake()) {
                if (closed.get()) {
                  violations.incrementAndGet();
                }
                shared.giveBack();
              }
            });
      }
      threads.execute(shared::retire);
      threads.shutdown();
      assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
      assertThat(violations).hasValue(0);
      assertThat(closed).isTrue();
    }
  }
}
