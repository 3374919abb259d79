package io.kerb.trip.aggregate;

import io.kerb.location.api.DriverId;
import io.kerb.pricing.api.FareBasis;
import io.kerb.pricing.api.Money;

/** What somebody wants to happen to a trip. Who, and when, come beside it. */
public sealed interface TripCommand {
  /** As the API names it, for messages. */
  String name();

  /** The time of a scheduled ride is near. */
  record Release() implements TripCommand {
    @Override
    public String name() {
      return "release";
    }
  }

  /**
   * @param tripVersion the version that the offer was made for
   */
  record Accept(String offerId, long tripVersion) implements TripCommand {
    @Override
    public String name() {
      return "accept";
    }
  }

  /** The budget is spent and nobody was found. */
  record ExpireRequest() implements TripCommand {
    @Override
    public String name() {
      return "expire";
    }
  }

  /** The rider does not want the ride any more, or an operator ends it for them. */
  record Cancel(String reason) implements TripCommand {
    @Override
    public String name() {
      return "cancel";
    }
  }

  /** The driver gives the trip back, or an operator takes it from them. */
  record Unassign(String reason) implements TripCommand {
    @Override
    public String name() {
      return "cancel";
    }
  }

  /**
   * Another driver is to come, as part of an exchange.
   *
   * @param tripVersion the version that dispatch decided upon
   */
  record Replace(DriverId driver, String offerId, long tripVersion) implements TripCommand {
    @Override
    public String name() {
      return "replace";
    }
  }

  record Arrive() implements TripCommand {
    @Override
    public String name() {
      return "arrive";
    }
  }

  record NoShow() implements TripCommand {
    @Override
    public String name() {
      return "no-show";
    }
  }

  /**
   * @param code as the rider told it
   */
  record Start(String code) implements TripCommand {
    @Override
    public String name() {
      return "start";
    }
  }

  /**
   * @param route to the new drop-off
   * @param fare of the whole new route
   */
  record ChangeDestination(Ride.Route route, FareBasis basis, Money fare) implements TripCommand {
    @Override
    public String name() {
      return "change destination";
    }
  }

  /**
   * @param stop counted from 1, so that a repeat does not skip one
   */
  record ReachStop(int stop) implements TripCommand {
    @Override
    public String name() {
      return "reach stop";
    }
  }

  record Complete() implements TripCommand {
    @Override
    public String name() {
      return "complete";
    }
  }

  /**
   * @param comment may be empty
   */
  record Rate(int stars, String comment) implements TripCommand {
    public static final int STARS_MAX = 5;
    public static final int COMMENT_CHARS_MAX = 500;

    public Rate {
      if (stars < 1 || stars > STARS_MAX) {
        throw new IllegalArgumentException("stars must be 1 to 5, but was " + stars);
      }
      if (comment.length() > COMMENT_CHARS_MAX) {
        throw new IllegalArgumentException(
            "comment must have at most 500 characters, but has " + comment.length());
      }
    }

    @Override
    public String name() {
      return "rate";
    }
  }

  record Tip(Money amount) implements TripCommand {
    /** Against a slip of the finger: 500 of the currency's units where they have cents. */
    public static final long AMOUNT_MINOR_MAX = 50_000;

    public Tip {
      if (amount.amountMinor() < 1 || amount.amountMinor() > AMOUNT_MINOR_MAX) {
        throw new IllegalArgumentException(
            "amount_minor of a tip must be 1 to "
                + AMOUNT_MINOR_MAX
                + ", but was "
                + amount.amountMinor());
      }
    }

    @Override
    public String name() {
      return "tip";
    }
  }

  record Refund(Money amount) implements TripCommand {
    public Refund {
      if (amount.amountMinor() < 1) {
        throw new IllegalArgumentException(
            "amount_minor of a refund must be positive, but was " + amount.amountMinor());
      }
    }

    @Override
    public String name() {
      return "refund";
    }
  }
}
