package io.kerb.eta.trainer.trips;

import io.kerb.eta.network.RoadNetwork;
import io.kerb.eta.residual.Drive;
import io.kerb.location.api.LatLng;
import java.util.ArrayList;
import java.util.List;

/** How long a drive takes without traffic; infinite where there is no way. */
@FunctionalInterface
public interface EmptyRoads {
  double secondsOf(LatLng from, LatLng to);

  /** On a real network. */
  static EmptyRoads of(RoadNetwork network) {
    return (from, to) -> network.emptyRoadSecondsTo(to, List.of(from))[0];
  }

  /** As the crow flies: what one has without a network. */
  static EmptyRoads crow(double metersPerSecond) {
    return (from, to) -> from.metersTo(to) / metersPerSecond;
  }

  /** Trips with their routes, in the same order. Those that leave the network are left out. */
  default List<RoutedTrip> route(List<FinishedTrip> trips) {
    List<RoutedTrip> routed = new ArrayList<>(trips.size());
    for (FinishedTrip trip : trips) {
      double seconds = secondsOf(trip.from(), trip.to());
      if (Double.isFinite(seconds)) {
        routed.add(new RoutedTrip(trip, new Drive(trip.from(), trip.to(), seconds)));
      }
    }
    return routed;
  }
}
