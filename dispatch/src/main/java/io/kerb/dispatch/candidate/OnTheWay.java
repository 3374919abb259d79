package io.kerb.dispatch.candidate;

import io.kerb.dispatch.request.Ride;
import io.kerb.dispatch.supply.Destination;
import io.kerb.location.api.LatLng;

/**
 * Whether a ride lies on a driver's way to where they want to get to. By straight distances: roads
 * are asked for those that remain.
 *
 * <p>Two bounds: the ride must bring the driver clearly nearer, or a row of short rides would never
 * get them there; and the whole way over pickup and stops must not be much longer than the direct
 * one, or a driver would be sent back across the city for a ride that leads home.
 */
final class OnTheWay {
  /** The most of the distance to the destination that may be left after the drop-off. */
  static final double LEFT_MAX = 0.7;

  /** The longest way over the ride to the destination, in direct ways. */
  static final double WAY_MAX = 1.5;

  private OnTheWay() {}

  /** Who has reached the destination is free of it. */
  static boolean lies(Ride ride, LatLng car, Destination destination) {
    if (destination.isReachedAt(car)) {
      return true;
    }
    double direct = destination.metersFrom(car);
    double left = destination.metersFrom(ride.dropoff());
    return left <= LEFT_MAX * direct && metersOver(ride, car) + left <= WAY_MAX * direct;
  }

  /** From the car over pickup and stops to the drop-off. */
  private static double metersOver(Ride ride, LatLng car) {
    double meters = car.metersTo(ride.pickup());
    LatLng last = ride.pickup();
    for (LatLng stop : ride.stops()) {
      meters += last.metersTo(stop);
      last = stop;
    }
    return meters + last.metersTo(ride.dropoff());
  }
}
