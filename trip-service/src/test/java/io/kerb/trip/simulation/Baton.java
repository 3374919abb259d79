package io.kerb.trip.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Semaphore;

/**
 * Runs blocking code of many actors one step at a time, in an order that the seed decides: whoever
 * holds the baton runs until it passes the baton on, so a run is the same at each replay.
 */
final class Baton {
  /** A process that stopped in the middle: no code of ours catches it. */
  static final class Crash extends Error {
    Crash() {
      super("crash", null, false, false);
    }
  }

  private final class Actor {
    final Semaphore turn = new Semaphore(0);
    volatile boolean ended;
    volatile Throwable failure;

    void start(String name, Runnable life) {
      Thread thread =
          new Thread(
              () -> {
                turn.acquireUninterruptibly();
                current = this;
                try {
                  life.run();
                } catch (Crash crash) {
                  // As planned.
                } catch (Throwable e) {
                  failure = e;
                } finally {
                  ended = true;
                  back.release();
                }
              },
              name);
      thread.setDaemon(true);
      thread.start();
    }
  }

  private final Random random;
  private final Semaphore back = new Semaphore(0);
  private final List<Actor> actors = new ArrayList<>();
  private Actor current;

  Baton(Random random) {
    this.random = random;
  }

  void add(String name, Runnable life) {
    Actor actor = new Actor();
    actors.add(actor);
    actor.start(name, life);
  }

  /** Called by an actor: others may run before it goes on. Outside of {@link #run}, nothing. */
  void pass() {
    Actor me = current;
    if (me == null) {
      return;
    }
    back.release();
    me.turn.acquireUninterruptibly();
    current = me;
  }

  /** Runs all actors to their ends; fails with the first failure of one. */
  void run() {
    List<Actor> alive = new ArrayList<>(actors);
    while (!alive.isEmpty()) {
      Actor next = alive.get(random.nextInt(alive.size()));
      next.turn.release();
      back.acquireUninterruptibly();
      if (next.ended) {
        alive.remove(next);
        if (next.failure != null) {
          throw new AssertionError("an actor failed", next.failure);
        }
      }
    }
    current = null;
    actors.clear();
  }
}
