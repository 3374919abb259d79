package io.kerb.trip.wiring;

import io.kerb.trip.aggregate.TripPolicy;
import io.kerb.trip.booking.BookingPolicy;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * What an operator may set of trip-service; for the policy's numbers see {@link TripPolicy}.
 *
 * @param scheduledLeadMin see {@link BookingPolicy}, as the two after it
 * @param patience how long a request insists on a write of unknown outcome before it answers 503
 * @param deadlineInterval how often deadlines are looked at
 * @param recoveryInterval how often the work of dead processes is looked for
 */
@ConfigurationProperties("kerb.trips")
public record TripConfiguration(
    @Bindable(defaultValue = "5m") Duration requestBudget,
    @Bindable(defaultValue = "5m") Duration pickupWait,
    @Bindable(defaultValue = "10m") Duration scheduledLead,
    @Bindable(defaultValue = "5m") Duration scheduledLeadMin,
    @Bindable(defaultValue = "45m") Duration scheduledLeadMax,
    @Bindable(defaultValue = "1000") int scheduledPerSlotMax,
    @Bindable(defaultValue = "30d") Duration scheduledAheadMax,
    @Bindable(defaultValue = "8s") Duration patience,
    @Bindable(defaultValue = "1s") Duration deadlineInterval,
    @Bindable(defaultValue = "5s") Duration recoveryInterval) {

  public BookingPolicy bookings() {
    return new BookingPolicy(
        scheduledLead, scheduledLeadMin, scheduledLeadMax, scheduledPerSlotMax);
  }

  TripPolicy policy() {
    return new TripPolicy(requestBudget, pickupWait, scheduledLead, scheduledAheadMax);
  }
}
