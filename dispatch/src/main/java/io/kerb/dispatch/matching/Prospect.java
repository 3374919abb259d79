package io.kerb.dispatch.matching;

import io.kerb.dispatch.candidate.Candidate;
import io.kerb.dispatch.candidate.Sifted;
import io.kerb.dispatch.candidate.Situation;
import io.kerb.dispatch.request.TrackedTrip;
import java.util.Optional;

/** A trip that waits for its pickup, and who could fetch the rider. */
public record Prospect(TrackedTrip trip, Sifted sifted) {
  /** Who is on the way already. */
  public Optional<Candidate> held() {
    return sifted.candidates().stream()
        .filter(candidate -> candidate.situation() == Situation.HELD)
        .findFirst();
  }
}
