package io.kerb.dispatch.matching;

import io.kerb.dispatch.candidate.Candidate;
import io.kerb.dispatch.candidate.Situation;
import io.kerb.location.api.DriverId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the rings in an assignment: cars on their way that change trips among themselves. */
public final class Rings {
  /** A longer ring is left for later windows: each of its steps may fail. */
  static final int LENGTH_MAX = 4;

  private Rings() {}

  /** Each ring in order: the car that a match was given is held by the next match's rider. */
  public static List<List<Match>> of(List<Match> matches) {
    Map<DriverId, Match> byHeld = new LinkedHashMap<>();
    for (Match match : matches) {
      match.prospect().held().ifPresent(held -> byHeld.put(held.driver(), match));
    }
    List<List<Match>> rings = new ArrayList<>();
    Set<Match> visited = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Match match : byHeld.values()) {
      List<Match> ring = ringFrom(match, byHeld, visited);
      if (ring.size() > 1 && ring.size() <= LENGTH_MAX) {
        rings.add(ring);
      }
    }
    return rings;
  }

  /** Empty if the way from here does not come back, or was walked before. */
  private static List<Match> ringFrom(
      Match start, Map<DriverId, Match> byHeld, Set<Match> visited) {
    List<Match> way = new ArrayList<>();
    Match match = start;
    while (match != null && visited.add(match)) {
      way.add(match);
      match =
          match
              .chosen()
              .filter(Rings::isOnTheWay)
              .map(Candidate::driver)
              .map(byHeld::get)
              .orElse(null);
    }
    return match == start ? way : List.of();
  }

  private static boolean isOnTheWay(Candidate candidate) {
    return candidate.situation() == Situation.EN_ROUTE;
  }
}
