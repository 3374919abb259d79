package io.kerb.eta.serving;

/**
 * How far off the durations were that riders were shown.
 *
 * @param trips that it is about
 * @param medianAbsoluteS of shown minus actual seconds
 * @param biasShare sum shown over sum actual, minus 1: negative where drives took longer
 */
public record ShownError(int trips, double medianAbsoluteS, double biasShare) {}
