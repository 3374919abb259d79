package io.kerb.server.engines;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What this installation serves.
 *
 * @param home keys and caches live here
 * @param marketsFile the markets, as JSON
 * @param osmFile the road network of markets that name none of their own; needed by the roles
 *     pricing and dispatch
 * @param speedsFile speeds by road class, learned by {@code kerb train speeds}; without it the
 *     defaults
 * @param roadsPoll how often the files of the road networks are glanced at
 */
@ConfigurationProperties("kerb")
public record ServerConfiguration(
    Path home,
    Path marketsFile,
    @Nullable Path osmFile,
    @Nullable Path speedsFile,
    @Bindable(defaultValue = "30s") Duration roadsPoll) {
  public ServerConfiguration {
    if (roadsPoll.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "kerb.roads-poll is at least 1s, but was " + roadsPoll + "; maybe a unit is missing");
    }
  }
}
