package io.kerb.eta.market;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** What a file looks like from outside: cheap to read, and enough to see that it was written. */
record FileStamp(long modifiedMs, long bytes) {
  /** Nothing is there, or nothing to be seen. */
  static final FileStamp ABSENT = new FileStamp(-1, -1);

  static FileStamp of(Path file) {
    try {
      BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
      return new FileStamp(seen.lastModifiedTime().toMillis(), seen.size());
    } catch (IOException e) {
      return ABSENT; // whoever then reads the file says why
    }
  }
}
