package io.kerb.dispatch.candidate;

import io.kerb.dispatch.policy.DispatchPolicy;
import io.kerb.dispatch.request.AssignedTrip;
import io.kerb.dispatch.request.TrackedTrip;
import io.kerb.eta.api.PickupEtas;
import io.kerb.eta.api.PickupEtas.Question;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.SupplySearch;
import io.kerb.location.api.SupplySearch.Answer;
import io.kerb.location.api.SupplySearch.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds the nearest eligible drivers of a window's trips and asks for their pickup ETAs; the index
 * and the roads are asked once for all of them.
 *
 * <p>The first look at a request takes in everybody nearby, so that the decision can say why the
 * car next door was passed over; the second asks for the nearest that the rules let pass, however
 * many busy cars are in between.
 */
public final class CandidateSearch {
  /** Drivers looked at in the first look, per candidate wanted. */
  private static final int LOOK_FACTOR = 3;

  private static final int LOOK_MAX = 200;

  /** The first look also shows drivers that have been silent for this many times the freshness. */
  private static final int STALE_SHOWN_FACTOR = 4;

  private final SupplySearch supply;
  private final PickupEtas etas;

  public CandidateSearch(SupplySearch supply, PickupEtas etas) {
    this.supply = supply;
    this.etas = etas;
  }

  /**
   * One answer per trip, in their order. A trip that has a driver gets them as a candidate, too, if
   * it is known where they are; and the drivers of these trips are candidates of one another's.
   */
  public List<Sifted> find(
      List<? extends TrackedTrip> trips, Standing standing, DispatchPolicy policy, Instant now) {
    CandidateFilters filters =
        new CandidateFilters(standing, policy, now, movable(trips, standing));
    List<AssignedTrip> nearlyThere = nearlyThere(standing, policy, now);
    List<Sieve> sieves = trips.stream().map(trip -> new Sieve(trip, filters, policy, now)).toList();
    look(sieves, sieve -> firstLook(sieve, standing, policy, now));
    look(sieves, sieve -> secondLook(sieve, filters, policy));
    look(sieves, sieve -> lastLook(sieve, policy));
    sieves.forEach(sieve -> sieve.addNearlyThere(nearlyThere));
    return timed(sieves);
  }

  /** Who has one trip, which is among these. */
  private static Set<DriverId> movable(List<? extends TrackedTrip> trips, Standing standing) {
    Set<DriverId> drivers = new HashSet<>();
    for (TrackedTrip trip : trips) {
      if (trip instanceof AssignedTrip held && standing.listTripsOf(held.driver()).size() == 1) {
        drivers.add(held.driver());
      }
    }
    return drivers;
  }

  private static List<AssignedTrip> nearlyThere(
      Standing standing, DispatchPolicy policy, Instant now) {
    if (policy.forwardMax().isZero()) {
      return List.of();
    }
    return standing.listRidingToFreedom().stream()
        .filter(riding -> riding.remaining(now).compareTo(policy.forwardMax()) <= 0)
        .filter(riding -> riding.remaining(now).compareTo(Sieve.LATE_MAX.negated()) >= 0)
        .toList();
  }

  private void look(List<Sieve> sieves, Function<Sieve, Optional<Query>> question) {
    List<Sieve> asking = new ArrayList<>();
    List<Query> queries = new ArrayList<>();
    for (Sieve sieve : sieves) {
      question
          .apply(sieve)
          .ifPresent(
              query -> {
                asking.add(sieve);
                queries.add(query);
              });
    }
    if (queries.isEmpty()) {
      return;
    }
    List<Answer> answers = supply.nearestOfEach(queries);
    for (int i = 0; i < answers.size(); i++) {
      asking.get(i).take(answers.get(i));
    }
  }

  /** Everybody around a waiting rider; of a rider who has a driver, only that one. */
  private static Optional<Query> firstLook(
      Sieve sieve, Standing standing, DispatchPolicy policy, Instant now) {
    if (sieve.trip() instanceof AssignedTrip held) {
      return sieve.addHeldByRide(standing, now)
          ? Optional.empty()
          : Optional.of(
              sieve.around(
                  policy.reachM(),
                  1,
                  policy.freshness(),
                  nearby -> nearby.driver().equals(held.driver())));
    }
    Duration shown = policy.freshness().multipliedBy(STALE_SHOWN_FACTOR);
    int limit = Math.min(LOOK_MAX, LOOK_FACTOR * policy.candidatesMax());
    return Optional.of(sieve.around(policy.ringsM().get(0), limit, shown, nearby -> true));
  }

  private static Optional<Query> secondLook(
      Sieve sieve, CandidateFilters filters, DispatchPolicy policy) {
    return sieve.hasEnough()
        ? Optional.empty()
        : Optional.of(
            sieve.around(
                policy.reachM(),
                policy.candidatesMax(),
                policy.freshness(),
                nearby -> filters.isEligible(nearby, sieve.trip())));
  }

  /** Where nobody at all was seen, the decision can still say who was too far off, and why not. */
  private static Optional<Query> lastLook(Sieve sieve, DispatchPolicy policy) {
    return sieve.sawAnybody()
        ? Optional.empty()
        : Optional.of(
            sieve.around(
                policy.reachM(), policy.candidatesMax(), policy.freshness(), nearby -> true));
  }

  private List<Sifted> timed(List<Sieve> sieves) {
    List<Question> questions = sieves.stream().map(Sieve::question).toList();
    List<int[]> seconds = etas.pickupEtasOfEachS(questions);
    List<Sifted> sifted = new ArrayList<>(sieves.size());
    for (int i = 0; i < sieves.size(); i++) {
      sifted.add(sieves.get(i).timed(seconds.get(i)));
    }
    return sifted;
  }
}
