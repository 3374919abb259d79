package io.kerb.trip.aggregate;

import io.kerb.location.api.DriverId;
import io.kerb.location.api.RiderId;

/** Who wants a change. */
public sealed interface Actor {
  /** Which side, such as {@code rider}; what a cancelled trip says of who ended it. */
  String side();

  /** For the audit: the side, and which operator; riders and drivers are in the trip. */
  default String audit() {
    return side();
  }

  record Rider(RiderId id) implements Actor {
    @Override
    public String side() {
      return "rider";
    }
  }

  record Driver(DriverId id) implements Actor {
    @Override
    public String side() {
      return "driver";
    }
  }

  /**
   * @param subject of the operator's token
   */
  record Operator(String subject) implements Actor {
    @Override
    public String side() {
      return "operator";
    }

    @Override
    public String audit() {
      return "operator:" + subject;
    }
  }

  /** A deadline that has come. */
  record Timer() implements Actor {
    @Override
    public String side() {
      return "timer";
    }
  }

  /** The market's dispatcher, re-matching. */
  record Dispatch() implements Actor {
    @Override
    public String side() {
      return "dispatch";
    }
  }
}
