package io.kerb.location.index.adapter;

import io.kerb.location.index.CellKey;
import io.kerb.location.index.SupplyWrite;
import io.kerb.location.index.SupplyWriter;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.IntegerOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes batches with one HSET and one HDEL per cell, pipelined to all shards at once. For one
 * writing thread.
 */
public final class RedisSupplyWriter implements SupplyWriter {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final SupplyShards shards;
  private final int[] connectsSeen;

  public RedisSupplyWriter(SupplyShards shards) {
    this.shards = shards;
    this.connectsSeen = new int[shards.size()];
    Arrays.fill(connectsSeen, -1);
  }

  @Override
  public int shardOf(long cell) {
    return shards.ring().shardOf(cell);
  }

  @Override
  public Set<Integer> takeReconnected() {
    Set<Integer> reconnected = new LinkedHashSet<>();
    for (int shard = 0; shard < shards.size(); shard++) {
      int connects = shards.writer(shard).connects();
      if (connects != connectsSeen[shard]) {
        connectsSeen[shard] = connects;
        reconnected.add(shard);
      }
    }
    return reconnected;
  }

  @Override
  public List<SupplyWrite> write(List<SupplyWrite> batch) {
    List<List<Sent>> byShard = new ArrayList<>();
    for (int shard = 0; shard < shards.size(); shard++) {
      byShard.add(new ArrayList<>());
    }
    group(batch)
        .forEach((cell, writes) -> byShard.get(shardOf(cell)).addAll(commands(cell, writes)));

    List<SupplyWrite> failed = new ArrayList<>();
    for (int shard = 0; shard < byShard.size(); shard++) {
      List<Sent> toSend = byShard.get(shard);
      if (!toSend.isEmpty()
          && !shards.writer(shard).send(toSend.stream().map(Sent::command).toList())) {
        toSend.forEach(sent -> failed.addAll(sent.writes()));
        toSend.clear();
      }
    }
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    for (int shard = 0; shard < byShard.size(); shard++) {
      for (Sent sent : byShard.get(shard)) {
        if (!shards.writer(shard).await(sent.command(), deadline)) {
          failed.addAll(sent.writes());
        }
      }
    }
    return failed;
  }

  private static Map<Long, List<SupplyWrite>> group(List<SupplyWrite> batch) {
    Map<Long, List<SupplyWrite>> byCell = new LinkedHashMap<>();
    for (SupplyWrite write : batch) {
      byCell.computeIfAbsent(write.cell(), cell -> new ArrayList<>()).add(write);
    }
    return byCell;
  }

  private static List<Sent> commands(long cell, List<SupplyWrite> writes) {
    byte[] key = CellKey.encode(cell);
    CommandArgs<byte[], byte[]> set = ShardLink.arguments().addKey(key);
    CommandArgs<byte[], byte[]> delete = ShardLink.arguments().addKey(key);
    List<SupplyWrite> puts = new ArrayList<>();
    List<SupplyWrite> removals = new ArrayList<>();
    for (SupplyWrite write : writes) {
      if (write instanceof SupplyWrite.Put put) {
        set.add(CellKey.field(put.driver())).add(put.record().encode());
        puts.add(put);
      } else {
        delete.add(CellKey.field(write.driver()));
        removals.add(write);
      }
    }
    List<Sent> commands = new ArrayList<>(2);
    if (!puts.isEmpty()) {
      commands.add(Sent.of(CommandType.HSET, set, puts));
    }
    if (!removals.isEmpty()) {
      commands.add(Sent.of(CommandType.HDEL, delete, removals));
    }
    return commands;
  }

  /** A command and what it does, to be done again if it fails. */
  private record Sent(AsyncCommand<byte[], byte[], Long> command, List<SupplyWrite> writes) {
    static Sent of(
        CommandType type, CommandArgs<byte[], byte[]> arguments, List<SupplyWrite> writes) {
      return new Sent(
          ShardLink.command(type, new IntegerOutput<>(ByteArrayCodec.INSTANCE), arguments), writes);
    }
  }
}
