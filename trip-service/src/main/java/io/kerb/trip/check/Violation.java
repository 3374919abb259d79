package io.kerb.trip.check;

/**
 * @param invariant its name, such as {@code I1}
 * @param tripId the trip concerned; null if it is none
 */
public record Violation(String invariant, String tripId, String detail) {}
