package io.kerb.dispatch.candidate;

import io.kerb.dispatch.policy.DispatchPolicy;
import io.kerb.dispatch.request.AssignedTrip;
import io.kerb.dispatch.request.TrackedTrip;
import io.kerb.dispatch.supply.Driver;
import io.kerb.eta.api.PickupEtas;
import io.kerb.eta.api.PickupEtas.Question;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.SupplySearch.Answer;
import io.kerb.location.api.SupplySearch.NearbyDriver;
import io.kerb.location.api.SupplySearch.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** One trip's search: who was seen, who may take it, and why the others may not. */
final class Sieve {
  /** A ride that is late by more ends nobody knows when. */
  static final Duration LATE_MAX = Duration.ofMinutes(5);

  /** What a late ride is believed to take still. */
  private static final int LATE_REMAINING_S = 60;

  /** Most drivers near their drop-off who are weighed for one trip: the first to be free. */
  private static final int NEARLY_THERE_MAX = 5;

  private static final double STRAIGHT_LINE_MPS = 8;

  private final TrackedTrip trip;
  private final CandidateFilters filters;
  private final DispatchPolicy policy;
  private final Instant now;
  private final Set<DriverId> seen = new HashSet<>();
  private final List<Found> eligible = new ArrayList<>();
  private final List<Rejected> rejected = new ArrayList<>();
  private boolean complete = true;

  /**
   * @param from where the driver is free
   * @param inS seconds until then
   */
  private record Found(DriverId driver, LatLng from, double meters, int inS, Situation situation) {
    /** A guess, good enough to choose whose ETA is asked for. */
    double soonest() {
      return inS + meters / STRAIGHT_LINE_MPS;
    }
  }

  Sieve(TrackedTrip trip, CandidateFilters filters, DispatchPolicy policy, Instant now) {
    this.trip = trip;
    this.filters = filters;
    this.policy = policy;
    this.now = now;
  }

  TrackedTrip trip() {
    return trip;
  }

  Query around(int radiusM, int limit, Duration maxAge, Predicate<NearbyDriver> filter) {
    return new Query(pickup(), radiusM, limit, maxAge, filter);
  }

  boolean hasEnough() {
    return eligible.size() >= policy.candidatesMax();
  }

  boolean sawAnybody() {
    return !seen.isEmpty();
  }

  void take(Answer answer) {
    complete &= answer.complete();
    for (NearbyDriver nearby : answer.drivers()) {
      if (!seen.add(nearby.driver())) {
        continue;
      }
      if (isHeldBy(nearby.driver())) {
        add(nearby, Situation.HELD);
        continue;
      }
      Optional<Filter> refusal = filters.refusal(nearby, trip);
      if (refusal.isPresent()) {
        rejected.add(new Rejected(nearby.driver(), meters(nearby.distanceMeters()), refusal.get()));
      } else {
        add(nearby, filters.situation(nearby.driver()));
      }
    }
  }

  private void add(NearbyDriver nearby, Situation situation) {
    eligible.add(
        new Found(nearby.driver(), nearby.position(), nearby.distanceMeters(), 0, situation));
  }

  private boolean isHeldBy(DriverId driver) {
    return trip instanceof AssignedTrip held && held.driver().equals(driver);
  }

  /** If this trip is its driver's next one: they come from the drop-off of the present one. */
  boolean addHeldByRide(Standing standing, Instant moment) {
    AssignedTrip mine = (AssignedTrip) trip;
    DriverId driver = mine.driver();
    for (AssignedTrip other : standing.listTripsOf(driver)) {
      if (other.isBefore(mine) && seen.add(driver)) {
        eligible.add(after(other, moment, Situation.HELD));
        return true;
      }
    }
    return false;
  }

  /** Drivers with a rider on board who could come next; the first to arrive first. */
  void addNearlyThere(List<AssignedTrip> rides) {
    rides.stream()
        .filter(riding -> !isHeldBy(riding.driver()))
        .map(riding -> after(riding, now, Situation.NEAR_DROPOFF))
        .filter(found -> found.meters() <= policy.reachM())
        .filter(found -> filters.mayFollow(found.driver(), found.from(), trip))
        .sorted(Comparator.comparingDouble(Found::soonest))
        .limit(NEARLY_THERE_MAX)
        .forEach(this::addNearlyThere);
  }

  private void addNearlyThere(Found found) {
    rejected.removeIf(other -> other.driver().equals(found.driver()));
    eligible.add(found);
  }

  private Found after(AssignedTrip riding, Instant moment, Situation situation) {
    LatLng dropoff = riding.ride().dropoff();
    long remainingS = Math.max(LATE_REMAINING_S, riding.remaining(moment).toSeconds());
    return new Found(
        riding.driver(), dropoff, dropoff.metersTo(pickup()), (int) remainingS, situation);
  }

  /** Narrows the eligible down to those who can be there first, and asks how long they need. */
  Question question() {
    eligible.sort(
        Comparator.comparing((Found found) -> found.situation() != Situation.HELD)
            .thenComparingDouble(Found::soonest));
    int most = Math.min(eligible.size(), policy.candidatesMax());
    List<Found> farther = eligible.subList(most, eligible.size());
    farther.forEach(found -> reject(found, Filter.NOT_AMONG_NEAREST));
    farther.clear();
    return new Question(pickup(), eligible.stream().map(Found::from).toList());
  }

  /**
   * @param seconds per driver of the {@link #question}
   */
  Sifted timed(int[] seconds) {
    List<Candidate> candidates = new ArrayList<>(seconds.length);
    for (int i = 0; i < seconds.length; i++) {
      Found found = eligible.get(i);
      if (seconds[i] == PickupEtas.UNREACHABLE) {
        reject(found, Filter.UNREACHABLE);
        continue;
      }
      int eta = found.inS() + seconds[i];
      if (found.situation() != Situation.HELD && eta > policy.pickupEtaMax().toSeconds()) {
        reject(found, Filter.TOO_FAR);
      } else {
        candidates.add(candidate(found, eta));
      }
    }
    candidates.sort(Comparator.comparingInt(Candidate::pickupEtaS));
    return new Sifted(candidates, rejected, complete);
  }

  private Candidate candidate(Found found, int pickupEtaS) {
    Driver driver = filters.driver(found.driver());
    return new Candidate(
        found.driver(),
        pickupEtaS,
        meters(found.meters()),
        found.situation(),
        driver.idle(now),
        filters.substitute(driver, trip));
  }

  private LatLng pickup() {
    return trip.ride().pickup();
  }

  private void reject(Found found, Filter filter) {
    rejected.add(new Rejected(found.driver(), meters(found.meters()), filter));
  }

  private static int meters(double meters) {
    return (int) Math.round(meters);
  }
}
