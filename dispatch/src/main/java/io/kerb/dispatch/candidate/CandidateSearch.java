package io.kerb.dispatch.candidate;

import io.kerb.dispatch.policy.DispatchPolicy;
import io.kerb.dispatch.request.OpenRequest;
import io.kerb.dispatch.supply.Driver;
import io.kerb.eta.api.PickupEtas;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.SupplySearch;
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

/**
 * Finds the nearest eligible drivers of a request, ring by ring, and asks for their pickup ETAs.
 *
 * <p>The first look takes in everybody nearby, so that the decision can say why the car next door
 * was passed over; wider looks ask the index for idle drivers of a fitting product only, or a city
 * centre full of busy cars would hide the idle ones further out.
 */
public final class CandidateSearch {
  /** Drivers looked at in one ring, per candidate wanted. */
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

  public Sifted find(OpenRequest request, Standing standing, DispatchPolicy policy, Instant now) {
    Sieve sieve = new Sieve(request, standing, policy, now);
    int limit = Math.min(LOOK_MAX, LOOK_FACTOR * policy.candidatesMax());
    int innermost = policy.ringsM().get(0);
    Duration shown = policy.freshness().multipliedBy(STALE_SHOWN_FACTOR);
    int seen = sieve.look(new Query(pickup(request), innermost, limit, shown, nearby -> true));
    // At the limit, the ring was not seen whole: look again, at the idle ones only.
    int next = seen >= limit ? 0 : 1;
    Predicate<NearbyDriver> wanted =
        SupplySearch.idle()
            .and(driver -> CandidateFilters.serves(driver.products(), request, policy, now));
    for (int ring = next; ring < policy.ringsM().size() && !sieve.hasEnough(); ring++) {
      int radius = policy.ringsM().get(ring);
      sieve.look(new Query(pickup(request), radius, limit, policy.freshness(), wanted));
    }
    return sieve.timed();
  }

  private static LatLng pickup(OpenRequest request) {
    return request.ride().pickup();
  }

  /** One request's search. */
  private final class Sieve {
    private final OpenRequest request;
    private final Standing standing;
    private final DispatchPolicy policy;
    private final Instant now;
    private final Set<DriverId> seen = new HashSet<>();
    private final List<NearbyDriver> eligible = new ArrayList<>();
    private final List<Rejected> rejected = new ArrayList<>();
    private boolean complete = true;

    Sieve(OpenRequest request, Standing standing, DispatchPolicy policy, Instant now) {
      this.request = request;
      this.standing = standing;
      this.policy = policy;
      this.now = now;
    }

    /** Returns how many drivers the index answered with. */
    int look(Query query) {
      Answer answer = supply.nearest(query);
      complete &= answer.complete();
      for (NearbyDriver nearby : answer.drivers()) {
        if (seen.add(nearby.driver())) {
          Optional<Filter> refusal =
              CandidateFilters.refusal(nearby, request, standing, policy, now);
          if (refusal.isPresent()) {
            reject(nearby, refusal.get());
          } else {
            eligible.add(nearby);
          }
        }
      }
      return answer.drivers().size();
    }

    boolean hasEnough() {
      return eligible.size() >= policy.candidatesMax();
    }

    Sifted timed() {
      eligible.sort(Comparator.comparingDouble(NearbyDriver::distanceMeters));
      List<NearbyDriver> nearest =
          eligible.subList(0, Math.min(eligible.size(), policy.candidatesMax()));
      eligible
          .subList(nearest.size(), eligible.size())
          .forEach(farther -> reject(farther, Filter.NOT_AMONG_NEAREST));
      List<Candidate> candidates = new ArrayList<>(nearest.size());
      int[] seconds = pickupEtasS(nearest);
      for (int i = 0; i < seconds.length; i++) {
        NearbyDriver nearby = nearest.get(i);
        if (seconds[i] == PickupEtas.UNREACHABLE) {
          reject(nearby, Filter.UNREACHABLE);
        } else if (seconds[i] > policy.pickupEtaMax().toSeconds()) {
          reject(nearby, Filter.TOO_FAR);
        } else {
          candidates.add(candidate(nearby, seconds[i]));
        }
      }
      candidates.sort(Comparator.comparingInt(Candidate::pickupEtaS));
      return new Sifted(candidates, rejected, complete);
    }

    private Candidate candidate(NearbyDriver nearby, int pickupEtaS) {
      Driver driver = CandidateFilters.driver(nearby, standing);
      return new Candidate(
          nearby.driver(),
          pickupEtaS,
          meters(nearby),
          driver.idle(now),
          CandidateFilters.substitute(driver.products(), request, policy, now));
    }

    private int[] pickupEtasS(List<NearbyDriver> nearest) {
      if (nearest.isEmpty()) {
        return new int[0];
      }
      return etas.pickupEtasS(
          pickup(request), nearest.stream().map(NearbyDriver::position).toList());
    }

    private void reject(NearbyDriver nearby, Filter filter) {
      rejected.add(new Rejected(nearby.driver(), meters(nearby), filter));
    }
  }

  private static int meters(NearbyDriver nearby) {
    return (int) Math.round(nearby.distanceMeters());
  }
}
