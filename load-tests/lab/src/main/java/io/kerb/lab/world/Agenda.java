package io.kerb.lab.world;

import java.util.PriorityQueue;

/** What happens when, in virtual time; at one time, in the order of scheduling. */
final class Agenda {
  private record Entry(long atMs, long number, Runnable action) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      int byTime = Long.compare(atMs, other.atMs);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  private final PriorityQueue<Entry> entries = new PriorityQueue<>();
  private long scheduled;
  private long nowMs;

  Agenda(long startMs) {
    this.nowMs = startMs;
  }

  long nowMs() {
    return nowMs;
  }

  void at(long atMs, Runnable action) {
    entries.add(new Entry(Math.max(atMs, nowMs), scheduled++, action));
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Does the next thing, and makes its time the present. */
  void next() {
    Entry entry = entries.remove();
    nowMs = entry.atMs();
    entry.action().run();
  }
}
