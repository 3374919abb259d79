package io.kerb.trip.aggregate;

import io.kerb.location.api.TripId;
import java.time.Instant;

/** Why a command was not carried out. The code never changes once published. */
public sealed interface Refusal {
  String code();

  String detail();

  /** The trip is somebody else's; for the caller it does not exist. */
  record NotYours() implements Refusal {
    @Override
    public String code() {
      return "trip_not_found";
    }

    @Override
    public String detail() {
      return "You have no such trip.";
    }
  }

  /** Only another side may do this. */
  record NotYourPart(String side, String command) implements Refusal {
    @Override
    public String code() {
      return "not_your_part";
    }

    @Override
    public String detail() {
      return "'" + command + "' is not for a " + side + ".";
    }
  }

  /** The trip's status does not allow this now. */
  record InvalidTransition(Status status, String command, String allowed) implements Refusal {
    @Override
    public String code() {
      return "invalid_transition";
    }

    @Override
    public String detail() {
      return "A trip that is "
          + status.text()
          + " does not allow '"
          + command
          + "'; allowed: "
          + (allowed.isEmpty() ? "nothing, it has ended" : allowed)
          + ".";
    }
  }

  /** Another driver was faster. */
  record AlreadyAssigned() implements Refusal {
    @Override
    public String code() {
      return "trip_already_assigned";
    }

    @Override
    public String detail() {
      return "Another driver has this trip.";
    }
  }

  /** The offer is for a request that has gone on. */
  record NotOpen(Status status, long version, long offeredVersion) implements Refusal {
    @Override
    public String code() {
      return "trip_not_open";
    }

    @Override
    public String detail() {
      return "The offer was for version "
          + offeredVersion
          + " of the trip, which is now "
          + status.text()
          + " at version "
          + version
          + ".";
    }
  }

  /** The rider's code was not the one given. */
  record WrongCode() implements Refusal {
    @Override
    public String code() {
      return "wrong_code";
    }

    @Override
    public String detail() {
      return "That is not the rider's code; ask the rider for the four digits in their app.";
    }
  }

  /** Not yet: a wait has to pass first. */
  record TooEarly(String command, Instant from) implements Refusal {
    @Override
    public String code() {
      return "too_early";
    }

    @Override
    public String detail() {
      return "'" + command + "' is possible from " + from + " on.";
    }
  }

  /** The driver has another trip to end first. */
  record NotItsTurn(TripId current) implements Refusal {
    @Override
    public String code() {
      return "current_trip_first";
    }

    @Override
    public String detail() {
      return "End your current trip " + current + " first; this one comes after it.";
    }
  }

  /** Once given, a rating or a tip stays. */
  record AlreadyGiven(String what) implements Refusal {
    @Override
    public String code() {
      return "already_given";
    }

    @Override
    public String detail() {
      return "This trip already has another " + what + " from you.";
    }
  }

  /** More than was paid, or in another currency. */
  record WrongAmount(String detail) implements Refusal {
    @Override
    public String code() {
      return "wrong_amount";
    }
  }
}
