package io.kerb.pricing.api;

/**
 * The promise beside the duration shown: eight of ten such rides end within.
 *
 * @param p10S one in ten is faster, in seconds
 * @param p90S one in ten is slower
 */
public record DurationRange(long p10S, long p90S) {}
