package io.kerb.eta.residual;

/**
 * How long a drive will take, in seconds.
 *
 * @param medianS half of such drives are faster: for display and matching
 * @param meanS what such drives take on average: for prices, which must come out right in sum
 * @param p10S one in ten is faster: the early end of a promise
 * @param p90S one in ten is slower: the late end of a promise
 */
public record Estimate(double medianS, double meanS, double p10S, double p90S) {}
