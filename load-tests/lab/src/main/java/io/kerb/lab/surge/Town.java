package io.kerb.lab.surge;

import io.kerb.lab.requests.RideWish;
import io.kerb.location.api.LatLng;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A plain round town: wishes to ride come as a Poisson process, most of them near the middle, and
 * more of them where and while the spike is.
 */
final class Town {
  static final LatLng MIDDLE = new LatLng(41.15, -8.61);
  static final double RADIUS_M = 6_000;

  /** Calm before the spike; also the time in which everything swings in. */
  static final long BEFORE_S = 3_600;

  static final long AFTER_S = 2_700;
  private static final long START_S = 1_780_000_000L;
  private static final double SPREAD_M = 2_800;
  private static final double METERS_PER_DEGREE = Math.toRadians(LatLng.EARTH_RADIUS_M);
  private static final double CITY_MPS = 6.5;
  private static final double DETOUR = 1.3;
  private static final int TRIP_MIN_S = 180;

  private final Spike spike;
  private final double factor;
  private final long spikeS;
  private final double wishesPerHour;
  private final SplittableRandom random;

  Town(Spike spike, double factor, int minutes, double wishesPerHour, long seed) {
    this.spike = spike;
    this.factor = factor;
    this.spikeS = minutes * 60L;
    this.wishesPerHour = wishesPerHour;
    this.random = new SplittableRandom(seed);
  }

  long spikeBeginsMs() {
    return (START_S + BEFORE_S) * 1000;
  }

  long spikeEndsMs() {
    return (START_S + BEFORE_S + spikeS) * 1000;
  }

  /** In order of time. */
  List<RideWish> wishes() {
    List<RideWish> wishes = new ArrayList<>();
    add(wishes, 0, BEFORE_S + spikeS + AFTER_S, 1, false);
    add(wishes, BEFORE_S, BEFORE_S + spikeS, factor - 1, true);
    wishes.sort(Comparator.comparingLong(RideWish::atS));
    return wishes;
  }

  /** A Poisson process of the town's places, thinned to those of the spike if asked for. */
  private void add(List<RideWish> wishes, double fromS, double toS, double times, boolean spiked) {
    double perS = wishesPerHour * times / 3_600;
    for (double at = fromS + gap(perS); at < toS; at += gap(perS)) {
      double[] from = place();
      double[] to = place();
      if (!spiked || spike.covers(from[0], from[1])) {
        wishes.add(wish((long) at, from, to));
      }
    }
  }

  private double gap(double perS) {
    return -Math.log(1 - random.nextDouble()) / perS;
  }

  private RideWish wish(long at, double[] from, double[] to) {
    double meters = DETOUR * Math.hypot(to[0] - from[0], to[1] - from[1]);
    int tripS = TRIP_MIN_S + (int) (meters / CITY_MPS);
    return new RideWish(START_S + at, latLng(from), latLng(to), tripS);
  }

  /** Metres east and north of the middle. */
  private double[] place() {
    while (true) {
      double east = SPREAD_M * random.nextGaussian();
      double north = SPREAD_M * random.nextGaussian();
      if (Math.hypot(east, north) <= RADIUS_M) {
        return new double[] {east, north};
      }
    }
  }

  static LatLng latLng(double[] place) {
    return new LatLng(
        MIDDLE.latitude() + place[1] / METERS_PER_DEGREE,
        MIDDLE.longitude()
            + place[0] / METERS_PER_DEGREE / Math.cos(Math.toRadians(MIDDLE.latitude())));
  }
}
