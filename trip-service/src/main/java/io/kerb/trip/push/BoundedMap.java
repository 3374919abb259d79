package io.kerb.trip.push;

import java.util.LinkedHashMap;
import java.util.Map;

/** Forgets what was not touched for the longest time. Not thread-safe. */
public final class BoundedMap<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1;
  private static final float LOAD_FACTOR = 0.75f;

  private final int max;

  public BoundedMap(int max) {
    super(16, LOAD_FACTOR, true);
    this.max = max;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > max;
  }
}
