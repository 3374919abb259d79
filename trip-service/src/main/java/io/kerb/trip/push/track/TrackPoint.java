package io.kerb.trip.push.track;

import io.kerb.location.api.LatLng;
import java.time.Instant;

/**
 * One position of a trip's driver.
 *
 * @param session a run of the driver's app
 * @param sequence orders the points of a session
 * @param headingDeg clockwise from north; -1 if unknown
 */
public record TrackPoint(
    String session,
    long sequence,
    LatLng position,
    int headingDeg,
    Instant recordedAt,
    Instant receivedAt) {}
