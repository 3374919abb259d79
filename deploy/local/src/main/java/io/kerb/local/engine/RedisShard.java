package io.kerb.local.engine;

import io.kerb.local.Checkout;
import io.kerb.local.Home;
import io.kerb.local.supervise.ChildSpec;
import io.kerb.local.supervise.Probe;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One Redis without persistence: it holds an index that is rebuilt from the log, so writing it to
 * disk would only cost.
 */
final class RedisShard {
  private static final Duration GRACE = Duration.ofSeconds(5);

  /** Far above what a city needs (about 64 bytes a driver); full, it refuses writes. */
  private static final String MEMORY_MAX = "256mb";

  private RedisShard() {}

  static ChildSpec spec(Home home, Checkout checkout, int number, int port) {
    String name = "redis-" + number;
    return new ChildSpec(
        name,
        "redis",
        EngineChildren.STOP_RANK,
        GRACE,
        home.data(name),
        List.of(
            checkout.redisServer().toString(),
            "--port",
            Integer.toString(port),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--appendonly",
            "no",
            "--maxmemory",
            MEMORY_MAX,
            "--maxmemory-policy",
            "noeviction",
            "--dir",
            home.data(name).toString()),
        Map.of(),
        new Probe.Redis("127.0.0.1", port));
  }
}
