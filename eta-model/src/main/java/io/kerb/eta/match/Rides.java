package io.kerb.eta.match;

import java.util.ArrayList;
import java.util.List;

/** Cuts a car's positions into rides: with somebody in the car, it goes somewhere. */
public final class Rides {
  private Rides() {}

  /**
   * @param track positions of one car, in the order of time
   * @return runs of occupied positions without a gap, without the first and the last of each: there
   *     the car stood while its rider got in or out
   */
  public static List<List<Ping>> of(List<Ping> track) {
    List<List<Ping>> rides = new ArrayList<>();
    List<Ping> ride = new ArrayList<>();
    for (Ping ping : track) {
      boolean gap =
          !ride.isEmpty()
              && ping.epochS() - ride.get(ride.size() - 1).epochS() > RoadMatcher.GAP_MAX_S;
      if (!ping.occupied() || gap) {
        end(ride, rides);
        ride = new ArrayList<>();
      }
      if (ping.occupied()) {
        ride.add(ping);
      }
    }
    end(ride, rides);
    return rides;
  }

  private static void end(List<Ping> ride, List<List<Ping>> rides) {
    if (ride.size() >= 4) {
      rides.add(List.copyOf(ride.subList(1, ride.size() - 1)));
    }
  }
}
