package io.kerb.location.index.adapter;

import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import io.lettuce.core.protocol.AsyncCommand;
import io.lettuce.core.protocol.Command;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to one shard, which may be down: it connects by itself, and says no at once
 * instead of making callers wait.
 *
 * <p>A shard that let a batch time out is left alone for {@link #REST}; without that a frozen shard
 * would cost every search its full timeout.
 */
final class ShardLink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ShardLink.class);
  private static final Duration REST = Duration.ofMillis(500);
  private static final Duration CONNECT_AGAIN = Duration.ofMillis(500);

  private final String name;
  private final RedisClient client;
  private final RedisURI address;
  private final AtomicBoolean connecting = new AtomicBoolean();
  private final AtomicInteger connects = new AtomicInteger();
  private volatile StatefulRedisConnection<byte[], byte[]> connection;
  private volatile long nextAttemptAt = System.nanoTime();
  private volatile long restsUntil = System.nanoTime();
  private volatile boolean closed;

  ShardLink(String name, RedisClient client, RedisURI address) {
    this.name = name;
    this.client = client;
    this.address = address;
  }

  /** A command that is not sent yet. */
  static <T> AsyncCommand<byte[], byte[], T> command(
      CommandType type,
      CommandOutput<byte[], byte[], T> output,
      CommandArgs<byte[], byte[]> arguments) {
    return new AsyncCommand<>(new Command<>(type, output, arguments));
  }

  static CommandArgs<byte[], byte[]> arguments() {
    return new CommandArgs<>(ByteArrayCodec.INSTANCE);
  }

  /** Sends all in one flush; false if the shard is known to be down. */
  boolean send(List<? extends AsyncCommand<byte[], byte[], ?>> commands) {
    StatefulRedisConnection<byte[], byte[]> open = connection;
    if (open == null) {
      connect();
      return false;
    }
    if (!open.isOpen() || System.nanoTime() - restsUntil < 0) {
      return false;
    }
    try {
      open.dispatch(commands);
      return true;
    } catch (RuntimeException refused) {
      // The bounded queue is full, or the connection was lost this instant.
      LOG.debug("{} refused {} commands", name, commands.size(), refused);
      return false;
    }
  }

  /**
   * Waits for the answer.
   *
   * @param deadline of {@link System#nanoTime}
   * @return false if it failed or did not come in time
   */
  boolean await(AsyncCommand<byte[], byte[], ?> command, long deadline) {
    try {
      command.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException late) {
      restsUntil = System.nanoTime() + REST.toNanos();
      return false;
    } catch (ExecutionException | CancellationException failed) {
      LOG.debug("{} failed a command", name, failed);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Grows with each connection that was made: behind a new one the data may be gone. */
  int connects() {
    return connects.get();
  }

  boolean isConnected() {
    return findOpen().isPresent();
  }

  /** The connection, for single commands. */
  Optional<StatefulRedisConnection<byte[], byte[]>> findOpen() {
    return Optional.ofNullable(connection).filter(StatefulRedisConnection::isOpen);
  }

  /** Starts to connect unless that is under way; afterwards Lettuce keeps the link up. */
  void connect() {
    if (closed || System.nanoTime() - nextAttemptAt < 0 || !connecting.compareAndSet(false, true)) {
      return;
    }
    var unused =
        client
            .connectAsync(ByteArrayCodec.INSTANCE, address)
            .whenComplete(
                (made, failure) -> {
                  if (failure == null) {
                    adopt(made);
                  } else {
                    LOG.warn("{} is not reachable yet: {}", name, failure.toString());
                    nextAttemptAt = System.nanoTime() + CONNECT_AGAIN.toNanos();
                  }
                  connecting.set(false);
                });
  }

  private void adopt(StatefulRedisConnection<byte[], byte[]> made) {
    made.addListener(
        new RedisConnectionStateListener() {
          @Override
          public void onRedisConnected(RedisChannelHandler<?, ?> link, SocketAddress address) {
            connects.incrementAndGet();
            LOG.info("{} is connected again", name);
          }

          @Override
          public void onRedisDisconnected(RedisChannelHandler<?, ?> link) {
            if (!closed) {
              LOG.warn("{} lost its connection", name);
            }
          }
        });
    connection = made;
    connects.incrementAndGet();
    if (closed) {
      var unused = made.closeAsync();
    }
  }

  @Override
  public void close() {
    closed = true;
    StatefulRedisConnection<byte[], byte[]> open = connection;
    if (open != null) {
      open.close();
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
