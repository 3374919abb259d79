package io.kerb.trip.push;

import io.kerb.location.api.DriverId;
import io.kerb.location.api.RiderId;

/**
 * Whoever listens: a rider to their trips, a driver to their trips and offers, an operator to all.
 */
public sealed interface Subscriber {

  /** How a payload has to look for this listener. */
  Viewer viewer();

  record Rider(RiderId id) implements Subscriber {
    @Override
    public Viewer viewer() {
      return Viewer.RIDER;
    }
  }

  record Driver(DriverId id) implements Subscriber {
    @Override
    public Viewer viewer() {
      return Viewer.DRIVER;
    }
  }

  /**
   * @param subject the token's {@code sub}: several operators may share it
   */
  record Operator(String subject) implements Subscriber {
    @Override
    public Viewer viewer() {
      return Viewer.OPERATOR;
    }
  }
}
