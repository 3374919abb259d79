package io.kerb.eta.trainer.evaluate;

import io.kerb.eta.api.UnroutableException;
import io.kerb.eta.network.RoadNetwork;
import io.kerb.eta.residual.Drive;
import io.kerb.eta.residual.EtaModel;
import io.kerb.eta.residual.LiveResiduals;
import io.kerb.location.api.LatLng;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.LongSupplier;

/**
 * How long one waits for an answer of network and model together, warm, at places nobody asked
 * about before.
 *
 * @param singleP50Ms a route with its line, and everything about the drive
 * @param batch64P99Ms the medians of 64 drivers to one pickup
 * @param perPairUs of a batch of 64 by the large trees, the model alone
 * @param compactPerPairUs of a window of 4,096 pairs by the compact trees, the model alone
 */
public record Latency(
    double singleP50Ms,
    double singleP99Ms,
    double batch64P50Ms,
    double batch64P99Ms,
    double perPairUs,
    double compactPerPairUs) {
  private static final int DRIVERS = 64;
  private static final int WINDOW_PICKUPS = 64;
  private static final int WARM_ROUNDS = 3_000;
  private static final int ROUNDS = 3_000;
  private static final int WINDOW_ROUNDS = 30;

  /** Pings and pins are not on the middle of the road. */
  private static final double OFF_ROAD_DEGREES = 0.0005;

  /** Drivers are looked for around a pickup, about 5 km to each side. */
  private static final double AROUND_DEGREES = 0.05;

  private static final double NANOS_PER_MS = 1e6;
  private static final double NANOS_PER_US = 1e3;

  /**
   * @param nanoTime the stopwatch
   * @param seed of the places
   */
  public static Latency measure(
      RoadNetwork network, EtaModel model, ZonedDateTime at, LongSupplier nanoTime, long seed) {
    return new Run(network, model, at, nanoTime, new Random(seed)).measure();
  }

  private static final class Run {
    private final RoadNetwork network;
    private final EtaModel model;
    private final ZonedDateTime at;
    private final LongSupplier nanoTime;
    private final Random random;
    private final LiveResiduals live = new LiveResiduals();
    private final List<LatLng> places = new ArrayList<>();
    private double sink;

    Run(
        RoadNetwork network,
        EtaModel model,
        ZonedDateTime at,
        LongSupplier nanoTime,
        Random random) {
      this.network = network;
      this.model = model;
      this.at = at;
      this.nanoTime = nanoTime;
      this.random = random;
      network.listRoads().forEach(road -> places.addAll(road.points()));
    }

    Latency measure() {
      double[] single = timesMs(ROUNDS, this::single);
      List<Double> modelOnly = new ArrayList<>();
      double[] batch = timesMs(ROUNDS, () -> modelOnly.add(batch()));
      double large = modelOnly.stream().skip(WARM_ROUNDS).sorted().toList().get(ROUNDS / 2);
      double compact = compactPerPairUs();
      if (Double.isNaN(sink)) {
        throw new IllegalStateException("an estimate was no number");
      }
      return new Latency(
          share(single, 0.5),
          share(single, 0.99),
          share(batch, 0.5),
          share(batch, 0.99),
          large,
          compact);
    }

    private void single() {
      LatLng from = place();
      LatLng to = near(from);
      try {
        sink += network.route(List.of(from, to)).distanceM();
      } catch (UnroutableException e) {
        return;
      }
      double seconds = network.emptyRoadSecondsTo(to, List.of(from))[0];
      if (Double.isFinite(seconds)) {
        sink += model.estimate(new Drive(from, to, seconds), at, live).meanS();
      }
    }

    /** Microseconds per pair, of the model alone. */
    private double batch() {
      List<Drive> drives = drives();
      long start = nanoTime.getAsLong();
      for (double median : model.medianOfEachS(drives, at, live)) {
        sink += median;
      }
      return (nanoTime.getAsLong() - start) / NANOS_PER_US / Math.max(1, drives.size());
    }

    private List<Drive> drives() {
      LatLng pickup = place();
      List<LatLng> drivers = new ArrayList<>();
      for (int i = 0; i < DRIVERS; i++) {
        drivers.add(near(pickup));
      }
      double[] seconds = network.emptyRoadSecondsTo(pickup, drivers);
      List<Drive> drives = new ArrayList<>();
      for (int i = 0; i < DRIVERS; i++) {
        if (Double.isFinite(seconds[i])) {
          drives.add(new Drive(drivers.get(i), pickup, seconds[i]));
        }
      }
      return drives;
    }

    private double compactPerPairUs() {
      double[] perPair = new double[WINDOW_ROUNDS];
      for (int round = 0; round < WINDOW_ROUNDS; round++) {
        List<Drive> window = new ArrayList<>();
        for (int i = 0; i < WINDOW_PICKUPS; i++) {
          window.addAll(drives());
        }
        long start = nanoTime.getAsLong();
        for (double median : model.compactMedianOfEachS(window, at, live)) {
          sink += median;
        }
        perPair[round] = (nanoTime.getAsLong() - start) / NANOS_PER_US / Math.max(1, window.size());
      }
      Arrays.sort(perPair);
      return perPair[WINDOW_ROUNDS / 2];
    }

    private double[] timesMs(int rounds, Runnable question) {
      for (int i = 0; i < WARM_ROUNDS; i++) {
        question.run();
      }
      double[] times = new double[rounds];
      for (int i = 0; i < rounds; i++) {
        long start = nanoTime.getAsLong();
        question.run();
        times[i] = (nanoTime.getAsLong() - start) / NANOS_PER_MS;
      }
      Arrays.sort(times);
      return times;
    }

    private LatLng place() {
      LatLng onRoad = places.get(random.nextInt(places.size()));
      return new LatLng(
          onRoad.latitude() + OFF_ROAD_DEGREES * (random.nextDouble() - 0.5),
          onRoad.longitude() + OFF_ROAD_DEGREES * (random.nextDouble() - 0.5));
    }

    /** A place around another; any place where the map is thin. */
    private LatLng near(LatLng center) {
      for (int i = 0; i < 20; i++) {
        LatLng place = places.get(random.nextInt(places.size()));
        if (Math.abs(place.latitude() - center.latitude()) < AROUND_DEGREES
            && Math.abs(place.longitude() - center.longitude()) < AROUND_DEGREES) {
          return new LatLng(
              place.latitude() + OFF_ROAD_DEGREES * (random.nextDouble() - 0.5),
              place.longitude() + OFF_ROAD_DEGREES * (random.nextDouble() - 0.5));
        }
      }
      return place();
    }
  }

  private static double share(double[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length))];
  }
}
