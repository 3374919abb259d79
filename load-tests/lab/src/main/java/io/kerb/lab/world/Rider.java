package io.kerb.lab.world;

import io.kerb.dispatch.request.TripChanged;
import io.kerb.lab.requests.RideWish;
import io.kerb.lab.world.Plane.Spot;

/** One request and what became of it. */
final class Rider {
  /** How far it went. */
  enum Doing {
    WAITING,
    EXPECTING,
    RIDING,
    GONE
  }

  final int number;
  final RideWish wish;
  final Spot pickup;
  final Spot dropoff;
  Doing doing = Doing.WAITING;
  long askedAtMs;

  /** How often the price was looked at. */
  int looks;

  Car car;

  /** The newest that the dispatcher was told of this trip. */
  TripChanged told;

  Rider(int number, RideWish wish, Spot pickup, Spot dropoff) {
    this.number = number;
    this.wish = wish;
    this.pickup = pickup;
    this.dropoff = dropoff;
  }
}
