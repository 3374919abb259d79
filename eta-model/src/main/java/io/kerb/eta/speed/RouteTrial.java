package io.kerb.eta.speed;

import io.kerb.eta.api.PickupEtas;
import io.kerb.location.api.LatLng;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How well route times explain real trips once one factor for all of them is right: what differs
 * between two time models is then only how they tell roads apart.
 *
 * @param trips that have a route
 * @param factor that makes the mean absolute error least
 * @param within20Share of the trips whose error is at most 20% of what they took
 */
public record RouteTrial(
    int trips, double factor, double maeS, double medianErrorS, double within20Share) {
  private static final double WITHIN = 0.2;

  /** A trip that was made. */
  public record Trip(LatLng from, LatLng to, int durationS) {}

  public static RouteTrial of(PickupEtas roads, List<Trip> trips) {
    int[] routed =
        trips.stream()
            .mapToInt(trip -> roads.pickupEtasS(trip.to(), List.of(trip.from()))[0])
            .toArray();
    int[] found =
        IntStream.range(0, routed.length)
            .filter(i -> routed[i] > 0 && routed[i] != PickupEtas.UNREACHABLE)
            .toArray();
    if (found.length == 0) {
      throw new IllegalArgumentException(
          "none of the trips has a route; maybe they are of another city than the extract");
    }
    double[] expected = Arrays.stream(found).mapToDouble(i -> routed[i]).toArray();
    double[] actual = Arrays.stream(found).mapToDouble(i -> trips.get(i).durationS()).toArray();
    return compare(expected, actual);
  }

  static RouteTrial compare(double[] expected, double[] actual) {
    double factor = bestFactor(expected, actual);
    double[] errors =
        IntStream.range(0, actual.length)
            .mapToDouble(i -> Math.abs(expected[i] * factor - actual[i]))
            .toArray();
    long within =
        IntStream.range(0, errors.length).filter(i -> errors[i] <= WITHIN * actual[i]).count();
    double mae = Arrays.stream(errors).average().orElseThrow();
    Arrays.sort(errors);
    return new RouteTrial(
        errors.length, factor, mae, errors[errors.length / 2], (double) within / errors.length);
  }

  /** The median of actual over expected, each weighed by the expected: least absolute error. */
  private static double bestFactor(double[] expected, double[] actual) {
    List<Integer> order =
        IntStream.range(0, expected.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> actual[i] / expected[i]))
            .toList();
    double half = Arrays.stream(expected).sum() / 2;
    double sum = 0;
    for (int i : order) {
      sum += expected[i];
      if (sum >= half) {
        return actual[i] / expected[i];
      }
    }
    throw new IllegalStateException("half of a sum is reached before its end");
  }
}
