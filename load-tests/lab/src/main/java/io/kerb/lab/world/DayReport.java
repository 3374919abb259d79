package io.kerb.lab.world;

/**
 * How a day went.
 *
 * @param servedShare of the requests, picked up
 * @param waitMeanS from request to pickup, of those served
 * @param emptyKm driven without a rider, as straight lines
 * @param utilisation share of the cars' time with a rider on board
 * @param swaps cars exchanged on their way to a pickup
 * @param decisionP99Ms wall time of one window's decision
 */
public record DayReport(
    int fleet,
    int requests,
    double servedShare,
    double waitMeanS,
    double waitP95S,
    double emptyKm,
    double utilisation,
    long swaps,
    double decisionP99Ms) {}
