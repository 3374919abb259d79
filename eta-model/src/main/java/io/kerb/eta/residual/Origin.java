package io.kerb.eta.residual;

import java.time.Instant;

/**
 * What a model was learned from.
 *
 * @param trips how many
 * @param first the first trip's pickup
 * @param last the last trip's pickup
 * @param roads names the network whose empty-road seconds were calibrated; on another one the model
 *     is wrong
 */
public record Origin(long trips, Instant first, Instant last, String roads) {}
