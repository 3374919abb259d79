package io.kerb.trip.adapter.http;

import io.kerb.trip.store.Block;
import io.kerb.trip.store.BlockRows.Change;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Blocked pairs as clients read them. */
public final class BlockViews {
  private BlockViews() {}

  @Introspected
  public record Drivers(List<BlockedDriver> blocked) {}

  @Introspected
  public record BlockedDriver(String driverId, Instant blockedAt) {}

  @Introspected
  public record Riders(List<BlockedRider> blocked) {}

  @Introspected
  public record BlockedRider(String riderId, Instant blockedAt) {}

  /**
   * @param changes newest first; absent in a driver's answer
   */
  @Introspected
  public record Pairs(List<Pair> pairs, @Nullable List<PairChange> changes) {}

  /**
   * @param blockedBy rider or driver
   */
  @Introspected
  public record Pair(String riderId, String driverId, String blockedBy, Instant blockedAt) {}

  /**
   * @param change blocked or lifted
   * @param actor rider, driver, or which operator
   */
  @Introspected
  public record PairChange(
      String driverId, String blockedBy, String change, String actor, Instant changedAt) {}

  static Drivers drivers(List<Block> blocks) {
    return new Drivers(
        blocks.stream()
            .map(block -> new BlockedDriver(block.driver().toString(), block.at()))
            .toList());
  }

  static Riders riders(List<Block> blocks) {
    return new Riders(
        blocks.stream()
            .map(block -> new BlockedRider(block.rider().toString(), block.at()))
            .toList());
  }

  static Pairs pairs(List<Block> blocks, @Nullable List<Change> changes) {
    return new Pairs(
        blocks.stream()
            .map(
                block ->
                    new Pair(
                        block.rider().toString(),
                        block.driver().toString(),
                        text(block.by()),
                        block.at()))
            .toList(),
        changes == null ? null : changes.stream().map(BlockViews::change).toList());
  }

  private static PairChange change(Change change) {
    return new PairChange(
        change.block().driver().toString(),
        text(change.block().by()),
        text(change.kind()),
        change.actor(),
        change.at());
  }

  private static String text(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
