package io.kerb.location.index.adapter;

import io.kerb.location.index.CellKey;
import io.kerb.location.index.CellReader;
import io.kerb.location.index.SupplyEntry;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.CommandType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads cells with one pipelined HGETALL each, from all shards at once. */
final class RedisCellReader implements CellReader {
  private static final Duration TIMEOUT = Duration.ofSeconds(1);
  private static final Content UNREAD = new Content.Unread();

  private final SupplyShards shards;

  RedisCellReader(SupplyShards shards) {
    this.shards = shards;
  }

  @Override
  public List<Content> read(long[] cells) {
    List<List<Asked>> byShard = commands(cells);
    boolean[] sent = new boolean[shards.size()];
    for (int shard = 0; shard < shards.size(); shard++) {
      List<Asked> asked = byShard.get(shard);
      sent[shard] =
          !asked.isEmpty()
              && shards.reader(shard).send(asked.stream().map(Asked::command).toList());
    }
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    Content[] contents = new Content[cells.length];
    Arrays.fill(contents, UNREAD);
    for (int shard = 0; shard < shards.size(); shard++) {
      if (sent[shard]) {
        collect(shards.reader(shard), byShard.get(shard), deadline, contents);
      }
    }
    return Arrays.asList(contents);
  }

  private List<List<Asked>> commands(long[] cells) {
    List<List<Asked>> byShard = new ArrayList<>();
    for (int shard = 0; shard < shards.size(); shard++) {
      byShard.add(new ArrayList<>());
    }
    for (int i = 0; i < cells.length; i++) {
      byShard
          .get(shards.ring().shardOf(cells[i]))
          .add(
              new Asked(
                  i,
                  ShardLink.command(
                      CommandType.HGETALL,
                      new CellOutput(),
                      ShardLink.arguments().addKey(CellKey.encode(cells[i])))));
    }
    return byShard;
  }

  private static void collect(
      ShardLink link, List<Asked> commands, long deadline, Content[] contents) {
    for (Asked asked : commands) {
      if (!link.await(asked.command, deadline)) {
        // Answers come in order: the rest is later still.
        return;
      }
      contents[asked.index] = new Content.Read(asked.command.getOutput().get());
    }
  }

  /**
   * @param index of the cell in the question
   */
  private record Asked(int index, AsyncCommand<byte[], byte[], List<SupplyEntry>> command) {}
}
