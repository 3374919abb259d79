package io.kerb.city.life;

import io.kerb.city.api.Loop;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes as fast as the actions run. */
final class VirtualLoop implements Loop {
  private final PriorityQueue<Action> queue =
      new PriorityQueue<>(Comparator.comparing(Action::at).thenComparing(Action::number));
  private Instant now = Instant.parse("2026-01-05T08:00:00Z");
  private long actions;

  private record Action(Instant at, long number, Runnable run) {}

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public void after(Duration delay, Runnable action) {
    queue.add(new Action(now.plus(delay), actions++, action));
  }

  void run(Duration duration) {
    Instant end = now.plus(duration);
    while (!queue.isEmpty() && !queue.peek().at().isAfter(end)) {
      Action next = queue.poll();
      now = next.at();
      next.run().run();
    }
    now = end;
  }
}
