package io.kerb.city.life;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What has happened so far. Lives on the loop's thread. */
public final class Tally {
  /** What is counted, in the order it is told. */
  public enum Count {
    RIDERS,
    QUOTES_REJECTED,
    REQUESTED,
    WITH_DRIVER_IN_REACH,
    ACCEPTED,
    DECLINED,
    IGNORED,
    DRIVER_CANCELED,
    COMPLETED,
    COMPLETED_IN_REACH,
    CANCELED,
    CANCELED_IN_REACH,
    NO_DRIVERS,
    NO_DRIVERS_IN_REACH,
    PINGS
  }

  /** More kinds of error than this are told as one. */
  private static final int ERROR_KINDS_MAX = 64;

  private final long[] counts = new long[Count.values().length];
  private final Map<String, Long> errors = new TreeMap<>();

  void add(Count count) {
    add(count, 1);
  }

  void add(Count count, long more) {
    counts[count.ordinal()] += more;
  }

  void addError(String code) {
    String kind = errors.size() < ERROR_KINDS_MAX || errors.containsKey(code) ? code : "other";
    errors.merge(kind, 1L, Long::sum);
  }

  public long get(Count count) {
    return counts[count.ordinal()];
  }

  public long errors(String code) {
    return errors.getOrDefault(code, 0L);
  }

  /** By lower-case name; flat, so that any script reads it. */
  public Map<String, Object> asMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    for (Count count : Count.values()) {
      map.put(count.name().toLowerCase(Locale.ROOT), get(count));
    }
    map.put("errors", errors.values().stream().mapToLong(Long::longValue).sum());
    map.put(
        "error_codes",
        errors.entrySet().stream()
            .map(error -> error.getKey() + "=" + error.getValue())
            .collect(Collectors.joining(" ")));
    return map;
  }
}
