package io.kerb.dispatch.matching;

import io.kerb.dispatch.candidate.Candidate;
import io.kerb.dispatch.candidate.Sifted;
import io.kerb.dispatch.candidate.Situation;
import io.kerb.dispatch.request.TrackedTrip;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A trip that waits for its pickup, and who could fetch the rider. */
public record Prospect(TrackedTrip trip, Sifted sifted) {
  /** This trip without some of its candidates. */
  public Prospect without(Predicate<Candidate> some) {
    List<Candidate> left = sifted.candidates().stream().filter(some.negate()).toList();
    return left.size() == sifted.candidates().size()
        ? this
        : new Prospect(trip, new Sifted(left, sifted.rejected(), sifted.complete()));
  }

  /** Who is on the way already. */
  public Optional<Candidate> held() {
    return sifted.candidates().stream()
        .filter(candidate -> candidate.situation() == Situation.HELD)
        .findFirst();
  }
}
