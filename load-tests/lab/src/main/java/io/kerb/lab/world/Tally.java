package io.kerb.lab.world;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/** What is counted during a day. */
final class Tally {
  private final LongStream.Builder waitsMs = LongStream.builder();
  private final LongStream.Builder decisionsNs = LongStream.builder();
  private int over;
  private long exchanged;

  void pickedUp(long waitedMs) {
    waitsMs.add(waitedMs);
  }

  void exchanged(int cars) {
    exchanged += cars;
  }

  void decided(long tookNs) {
    decisionsNs.add(tookNs);
  }

  /** Whether all riders are gone; they go in no order, so the first that is not is remembered. */
  boolean isOver(List<Rider> riders) {
    while (over < riders.size() && riders.get(over).doing == Rider.Doing.GONE) {
      over++;
    }
    return over == riders.size();
  }

  DayReport report(List<Car> cars, List<Rider> riders, long endMs) {
    long[] waits = waitsMs.build().sorted().toArray();
    long[] decisions = decisionsNs.build().sorted().toArray();
    long startMs = riders.get(0).wish.atS() * 1000;
    double emptyM = cars.stream().mapToDouble(Car::emptyMeters).sum();
    double ridingMs = cars.stream().mapToDouble(Car::ridingMs).sum();
    return new DayReport(
        cars.size(),
        riders.size(),
        (double) waits.length / riders.size(),
        Arrays.stream(waits).average().orElse(0) / 1000,
        quantile(waits, 0.95) / 1000,
        emptyM / 1000,
        ridingMs / ((double) cars.size() * (endMs - startMs)),
        exchanged,
        quantile(decisions, 0.99) / 1e6);
  }

  private static double quantile(long[] sorted, double share) {
    return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(share * sorted.length) - 1];
  }
}
