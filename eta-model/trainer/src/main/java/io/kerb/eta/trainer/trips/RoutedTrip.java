package io.kerb.eta.trainer.trips;

import io.kerb.eta.residual.Drive;

/** A finished trip with what empty roads would have taken. */
public record RoutedTrip(FinishedTrip trip, Drive drive) {}
