package io.kerb.location.index.adapter;

import io.kerb.location.index.CellKey;
import io.kerb.location.index.CellReader;
import io.kerb.location.index.SupplyEntry;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.CommandType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads cells with one pipelined HGETALL each, from all shards at once. */
final class RedisCellReader implements CellReader {
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  private final SupplyShards shards;

  RedisCellReader(SupplyShards shards) {
    this.shards = shards;
  }

  @Override
  public Reading read(long[] cells) {
    List<List<AsyncCommand<byte[], byte[], List<SupplyEntry>>>> byShard = commands(cells);
    boolean[] sent = new boolean[shards.size()];
    boolean complete = true;
    for (int shard = 0; shard < shards.size(); shard++) {
      if (!byShard.get(shard).isEmpty()) {
        sent[shard] = shards.reader(shard).send(byShard.get(shard));
        complete &= sent[shard];
      }
    }
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    List<SupplyEntry> entries = new ArrayList<>();
    for (int shard = 0; shard < shards.size(); shard++) {
      if (sent[shard]) {
        complete &= collect(shards.reader(shard), byShard.get(shard), deadline, entries);
      }
    }
    return new Reading(entries, complete);
  }

  private List<List<AsyncCommand<byte[], byte[], List<SupplyEntry>>>> commands(long[] cells) {
    List<List<AsyncCommand<byte[], byte[], List<SupplyEntry>>>> byShard = new ArrayList<>();
    for (int shard = 0; shard < shards.size(); shard++) {
      byShard.add(new ArrayList<>());
    }
    for (long cell : cells) {
      byShard
          .get(shards.ring().shardOf(cell))
          .add(
              ShardLink.command(
                  CommandType.HGETALL,
                  new CellOutput(),
                  ShardLink.arguments().addKey(CellKey.encode(cell))));
    }
    return byShard;
  }

  private static boolean collect(
      ShardLink link,
      List<AsyncCommand<byte[], byte[], List<SupplyEntry>>> commands,
      long deadline,
      List<SupplyEntry> entries) {
    for (AsyncCommand<byte[], byte[], List<SupplyEntry>> command : commands) {
      if (!link.await(command, deadline)) {
        // Answers come in order: the rest is later still.
        return false;
      }
      entries.addAll(command.getOutput().get());
    }
    return true;
  }
}
