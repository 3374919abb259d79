package io.kerb.eta.market;

import java.util.List;
import java.util.Optional;

/**
 * What is known of files that may change while they are used, and what a look at them means. A file
 * that is being copied looks different at each glance; one that looked the same twice is whole, and
 * only then worth reading. Immutable.
 *
 * @param loaded the checksum of what is in use
 * @param read how the files looked when their checksum was taken last
 * @param moving how they looked at the last glance, if that was different
 * @param refused the checksum of what could not be used
 */
record Watch(
    String loaded,
    List<FileStamp> read,
    Optional<List<FileStamp>> moving,
    Optional<String> refused) {

  static Watch of(String loaded, List<FileStamp> read) {
    return new Watch(loaded, read, Optional.empty(), Optional.empty());
  }

  /** Whether the files changed since they were read, and have come to rest. */
  boolean isSettledAnew(List<FileStamp> now) {
    return moving.equals(Optional.of(now));
  }

  Watch glanced(List<FileStamp> now) {
    return new Watch(loaded, read, Optional.of(now).filter(seen -> !seen.equals(read)), refused);
  }

  /** Whether this content is neither in use nor was refused. */
  boolean isNews(String checksum) {
    return !checksum.equals(loaded) && !refused.equals(Optional.of(checksum));
  }

  /** The files hold what is in use. */
  Watch confirmed(List<FileStamp> now, String checksum) {
    return Watch.of(checksum, now);
  }

  /** The files hold what cannot be used. */
  Watch refused(List<FileStamp> now, String checksum) {
    return new Watch(loaded, now, Optional.empty(), Optional.of(checksum));
  }
}
