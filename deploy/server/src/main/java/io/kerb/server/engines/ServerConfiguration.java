package io.kerb.server.engines;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Nullable;
import java.nio.file.Path;

/**
 * What this installation serves.
 *
 * @param home keys and caches live here
 * @param marketsFile the markets, as JSON
 * @param osmFile the road network; needed by the roles pricing and dispatch
 */
@ConfigurationProperties("kerb")
public record ServerConfiguration(Path home, Path marketsFile, @Nullable Path osmFile) {}
