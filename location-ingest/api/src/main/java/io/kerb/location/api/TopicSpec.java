package io.kerb.location.api;

import java.time.Duration;

/**
 * A Kafka topic as its owner wants it.
 *
 * @param keying which id space its partitions follow
 * @param compacted keep the newest record per key for ever; otherwise delete after {@code
 *     retention}
 * @param retention {@link #FOREVER}: nothing is deleted
 */
public record TopicSpec(String name, Keying keying, boolean compacted, Duration retention) {

  /** As Kafka writes it. */
  private static final Duration FOREVER = Duration.ofMillis(-1);

  /** How a topic is cut into partitions. */
  public enum Keying {
    /** Key is the driver; partition by {@link Market#pingPartition}. */
    DRIVER,
    /** Key is the market; partition by {@link Market#partition}. */
    MARKET,
    /** One partition: small tables. */
    TABLE
  }

  public static TopicSpec kept(String name, Keying keying, Duration retention) {
    return new TopicSpec(name, keying, false, retention);
  }

  /** For what people write: few records, and every one of them may be asked for. */
  public static TopicSpec forever(String name, Keying keying) {
    return new TopicSpec(name, keying, false, FOREVER);
  }

  public static TopicSpec compacted(String name, Keying keying) {
    return new TopicSpec(name, keying, true, Duration.ZERO);
  }
}
