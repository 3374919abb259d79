package io.kerb.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.StandardOpenOption;

/** One command at a time starts or stops an installation. */
public final class CommandLock implements AutoCloseable {
  private final FileChannel channel;

  private CommandLock(FileChannel channel) {
    this.channel = channel;
  }

  public static CommandLock take(Home home) {
    try {
      FileChannel channel =
          FileChannel.open(
              home.run().resolve("command.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        channel.close();
        throw new LocalException(
            "busy",
            "another kerb command is starting or stopping " + home.root(),
            "wait until it is done");
      }
      return new CommandLock(channel);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
