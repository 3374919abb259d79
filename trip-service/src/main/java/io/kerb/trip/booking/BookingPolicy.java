package io.kerb.trip.booking;

import java.time.Duration;

/**
 * The policy numbers of rides booked ahead.
 *
 * @param leadAtFirst how long before its time a ride begins to look for a driver, where nothing was
 *     learned yet
 * @param leadMin whatever was learned, not later than so long before
 * @param leadMax whatever was learned, not earlier than so long before
 * @param perSlotMax most bookings of a market in a quarter of an hour
 */
public record BookingPolicy(
    Duration leadAtFirst, Duration leadMin, Duration leadMax, int perSlotMax) {

  public BookingPolicy {
    boolean inOrder = leadMin.compareTo(leadAtFirst) <= 0 && leadAtFirst.compareTo(leadMax) <= 0;
    if (leadMin.isNegative() || leadMin.isZero() || !inOrder) {
      throw new IllegalArgumentException(
          "the leads of scheduled rides must be positive and grow from least over first to most,"
              + " but"
              + " were %s, %s, %s".formatted(leadMin, leadAtFirst, leadMax));
    }
    if (perSlotMax < 1) {
      throw new IllegalArgumentException(
          "scheduled-per-slot-max must be 1 or more, but was " + perSlotMax);
    }
  }

  Duration clamp(Duration lead) {
    Duration atLeast = lead.compareTo(leadMin) < 0 ? leadMin : lead;
    return atLeast.compareTo(leadMax) > 0 ? leadMax : atLeast;
  }
}
