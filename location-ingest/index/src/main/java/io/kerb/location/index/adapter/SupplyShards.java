package io.kerb.location.index.adapter;

import io.kerb.location.index.BucketTable;
import io.kerb.location.index.Ring;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The Redis shards of the index and the ring over them. One link for reading and one for writing
 * per shard, so that a search never queues behind a batch of writes.
 */
public final class SupplyShards implements AutoCloseable {
  /** Commands that may wait on one link; what comes on top is refused. */
  private static final int QUEUE_MAX = 65_536;

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration RECONNECT_FIRST = Duration.ofMillis(50);
  private static final Duration RECONNECT_MAX = Duration.ofSeconds(1);
  private static final Duration POLL = Duration.ofMillis(10);

  private final Ring ring;
  private final ClientResources resources;
  private final RedisClient client;
  private final List<ShardLink> readers = new ArrayList<>();
  private final List<ShardLink> writers = new ArrayList<>();

  private SupplyShards(List<RedisURI> addresses) {
    this.ring = new Ring(BucketTable.even(addresses.size()));
    this.resources =
        ClientResources.builder()
            .reconnectDelay(
                Delay.exponential(
                    RECONNECT_FIRST.toMillis(), RECONNECT_MAX.toMillis(), TimeUnit.MILLISECONDS, 2))
            .build();
    this.client = RedisClient.create(resources);
    client.setOptions(
        ClientOptions.builder()
            .autoReconnect(true)
            .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
            // Whoever wrote decides what to write again: by then it may be somewhere else.
            .replayFilter(command -> true)
            .requestQueueSize(QUEUE_MAX)
            .socketOptions(
                SocketOptions.builder().connectTimeout(CONNECT_TIMEOUT).keepAlive(true).build())
            .build());
    for (RedisURI address : addresses) {
      String name = address.getHost() + ":" + address.getPort();
      readers.add(new ShardLink("reading " + name, client, address));
      writers.add(new ShardLink("writing " + name, client, address));
    }
  }

  /**
   * Connects to the shards, in the order of the ring's table; waits up to 2 s for them, and goes on
   * without those that are down: they join when they come up.
   *
   * @param addresses as {@code host:port}
   * @throws IllegalArgumentException if there is none, or one is not of that form
   */
  public static SupplyShards connect(List<String> addresses) {
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException(
          "no Redis shard is configured; maybe set KERB_REDIS_SHARDS to host:port,host:port");
    }
    SupplyShards shards = new SupplyShards(addresses.stream().map(SupplyShards::parse).toList());
    shards.links().forEach(ShardLink::connect);
    shards.awaitConnected();
    return shards;
  }

  public Ring ring() {
    return ring;
  }

  /** Shards that answer now. */
  public long connected() {
    return readers.stream().filter(ShardLink::isConnected).count();
  }

  int size() {
    return readers.size();
  }

  ShardLink reader(int shard) {
    return readers.get(shard);
  }

  ShardLink writer(int shard) {
    return writers.get(shard);
  }

  private Stream<ShardLink> links() {
    return Stream.concat(readers.stream(), writers.stream());
  }

  private void awaitConnected() {
    long deadline = System.nanoTime() + CONNECT_TIMEOUT.toNanos();
    while (!links().allMatch(ShardLink::isConnected) && System.nanoTime() - deadline < 0) {
      try {
        Thread.sleep(POLL.toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private static RedisURI parse(String address) {
    int colon = address.lastIndexOf(':');
    try {
      return RedisURI.create(
          address.substring(0, colon).strip(),
          Integer.parseInt(address.substring(colon + 1).strip()));
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "a Redis shard is host:port, but was '" + address + "'", e);
    }
  }

  @Override
  public void close() {
    links().forEach(ShardLink::close);
    client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    var unused = resources.shutdown(0, 2, TimeUnit.SECONDS);
  }
}
