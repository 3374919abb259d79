package io.kerb.dispatch.matching;

import java.util.Arrays;

/**
 * Dijkstra's frontier: columns by distance, then by number. Distances stay readable after removal,
 * until {@link #clear}.
 */
final class ColumnHeap {
  private static final int UNSEEN = -1;
  private static final int REMOVED = -2;

  private final int[] heap;
  private final int[] place;
  private final long[] distance;
  private final int[] seen;
  private int size;
  private int seenCount;

  ColumnHeap(int columns) {
    this.heap = new int[columns];
    this.place = new int[columns];
    this.distance = new long[columns];
    this.seen = new int[columns];
    Arrays.fill(place, UNSEEN);
  }

  boolean isEmpty() {
    return size == 0;
  }

  long leastDistance() {
    return distance[heap[0]];
  }

  long distance(int column) {
    return distance[column];
  }

  /** Returns whether this is nearer than what was known; a removed column stays as it is. */
  boolean lower(int column, long candidate) {
    int at = place[column];
    if (at == REMOVED || (at != UNSEEN && candidate >= distance[column])) {
      return false;
    }
    distance[column] = candidate;
    if (at == UNSEEN) {
      seen[seenCount++] = column;
      at = size++;
    }
    rise(column, at);
    return true;
  }

  int removeNearest() {
    int nearest = heap[0];
    place[nearest] = REMOVED;
    int last = heap[--size];
    if (size > 0) {
      sink(last);
    }
    return nearest;
  }

  void clear() {
    for (int i = 0; i < seenCount; i++) {
      place[seen[i]] = UNSEEN;
    }
    seenCount = 0;
    size = 0;
  }

  private void rise(int column, int from) {
    int at = from;
    while (at > 0) {
      int parent = (at - 1) >>> 1;
      if (!isNearer(column, heap[parent])) {
        break;
      }
      put(heap[parent], at);
      at = parent;
    }
    put(column, at);
  }

  private void sink(int column) {
    int at = 0;
    while (true) {
      int child = 2 * at + 1;
      if (child >= size) {
        break;
      }
      if (child + 1 < size && isNearer(heap[child + 1], heap[child])) {
        child++;
      }
      if (!isNearer(heap[child], column)) {
        break;
      }
      put(heap[child], at);
      at = child;
    }
    put(column, at);
  }

  private void put(int column, int at) {
    heap[at] = column;
    place[column] = at;
  }

  private boolean isNearer(int a, int b) {
    return distance[a] < distance[b] || (distance[a] == distance[b] && a < b);
  }
}
