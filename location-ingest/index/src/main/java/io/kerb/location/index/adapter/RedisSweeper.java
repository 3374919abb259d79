package io.kerb.location.index.adapter;

import io.kerb.location.index.CellKey;
import io.kerb.location.index.SupplyEntry;
import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScanArgs;
import io.lettuce.core.ScanCursor;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.CommandType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds records that no indexer remembers, such as those of a driver who went dark while no indexer
 * ran, a few keys at a time. For one thread.
 */
public final class RedisSweeper {
  private static final Logger LOG = LoggerFactory.getLogger(RedisSweeper.class);
  private static final int KEYS_PER_STEP = 256;
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  /** Deletes only what was read: a driver who has just come back stays. */
  private static final byte[] DELETE_IF_UNCHANGED =
      """
      if redis.call('HGET', KEYS[1], ARGV[1]) == ARGV[2] then
        return redis.call('HDEL', KEYS[1], ARGV[1])
      end
      return 0
      """
          .getBytes(StandardCharsets.UTF_8);

  private final SupplyShards shards;
  private final List<ScanCursor> cursors = new ArrayList<>();

  public RedisSweeper(SupplyShards shards) {
    this.shards = shards;
    for (int shard = 0; shard < shards.size(); shard++) {
      cursors.add(ScanCursor.INITIAL);
    }
  }

  /**
   * Looks at some more keys of each shard that answers; some steps make a whole round.
   *
   * @return how many records were removed
   */
  public int step(Instant oldest) {
    int removed = 0;
    for (int shard = 0; shard < shards.size(); shard++) {
      Optional<StatefulRedisConnection<byte[], byte[]>> link = shards.writer(shard).findOpen();
      if (link.isPresent()) {
        try {
          removed += step(shard, link.get(), oldest.toEpochMilli());
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
          // Whoever writes notices a lost shard; here there is no hurry.
          LOG.debug("shard {} was not swept", shard, e);
          cursors.set(shard, ScanCursor.INITIAL);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return removed;
        }
      }
    }
    return removed;
  }

  private int step(int shard, StatefulRedisConnection<byte[], byte[]> link, long oldestMs)
      throws ExecutionException, TimeoutException, InterruptedException {
    KeyScanCursor<byte[]> keys =
        get(link.async().scan(cursors.get(shard), ScanArgs.Builder.limit(KEYS_PER_STEP)));
    cursors.set(shard, keys.isFinished() ? ScanCursor.INITIAL : keys);
    int removed = 0;
    for (byte[] key : keys.getKeys()) {
      if (CellKey.isCell(key)) {
        removed += sweep(link, key, oldestMs);
      }
    }
    return removed;
  }

  private static int sweep(StatefulRedisConnection<byte[], byte[]> link, byte[] key, long oldestMs)
      throws ExecutionException, TimeoutException, InterruptedException {
    AsyncCommand<byte[], byte[], List<SupplyEntry>> read =
        ShardLink.command(CommandType.HGETALL, new CellOutput(), ShardLink.arguments().addKey(key));
    link.dispatch(read);
    int removed = 0;
    for (SupplyEntry entry : get(read)) {
      if (entry.record().receivedAtMs() < oldestMs) {
        Long deleted =
            get(
                link.async()
                    .eval(
                        DELETE_IF_UNCHANGED,
                        ScriptOutputType.INTEGER,
                        new byte[][] {key},
                        CellKey.field(entry.driver()),
                        entry.record().encode()));
        removed += deleted.intValue();
      }
    }
    return removed;
  }

  private static <T> T get(RedisFuture<T> answer)
      throws ExecutionException, TimeoutException, InterruptedException {
    return answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
  }
}
