package io.kerb.eta.residual;

import io.kerb.location.api.LatLng;
import java.time.ZonedDateTime;

/**
 * Writes rows of {@link Feature}s, for one moment. Training and serving write them here and nowhere
 * else. An end that several drives in a row share is computed once. For one thread.
 */
public final class FeatureRows {
  private static final double SHORTEST_M = 1;
  static final int PAIR_BAND_LEVEL = 12;
  static final int PAIR_FINEST = 14;
  private static final int END_COARSEST = 12;

  private final PlaceSums sums;
  private final LiveLevels live;
  private final double exactHour;
  private final int weekHour;
  private final int band;
  private LatLng lastFrom;
  private LatLng lastTo;
  private DriveEnd from;
  private DriveEnd to;
  private float[] row;
  private int at;

  /**
   * @param at when the drive begins, in the local time of the roads
   */
  public FeatureRows(ZonedDateTime at, PlaceSums sums, LiveLevels live) {
    this.sums = sums;
    this.live = live;
    this.exactHour = WeekHour.exact(at);
    this.weekHour = WeekHour.of(at);
    this.band = WeekHour.band(weekHour);
  }

  /**
   * Writes one row.
   *
   * @param rows room for {@link Feature#COUNT} values from {@code offset} on
   */
  public void write(Drive drive, double calibratedS, float[] rows, int offset) {
    turnTo(drive);
    row = rows;
    at = offset;
    double straightM =
        Math.max(SHORTEST_M, from.place().getDistance(to.place(), LatLng.EARTH_RADIUS_M));
    put(Math.log(Math.max(1, calibratedS)));
    put(Math.log(Math.max(1, drive.emptyRoadS())));
    put(drive.emptyRoadS() / straightM);
    put(Math.log(straightM));
    putWay();
    putPlace(drive.from());
    putPlace(drive.to());
    put(exactHour);
    put(exactHour % WeekHour.HOURS_OF_DAY);
    put(WeekHour.isWeekend(weekHour) ? 1 : 0);
    put(live.cityShort());
    put(live.cityHour());
    put(live.cityLong());
    put(from.live());
    put(to.live());
    putEnd(from);
    putEnd(to);
    putPair();
  }

  private void turnTo(Drive drive) {
    if (!drive.from().equals(lastFrom)) {
      lastFrom = drive.from();
      from = new DriveEnd(lastFrom, true, band, sums, live);
    }
    if (!drive.to().equals(lastTo)) {
      lastTo = drive.to();
      to = new DriveEnd(lastTo, false, band, sums, live);
    }
  }

  private void putWay() {
    double middle = (from.place().latRadians() + to.place().latRadians()) / 2;
    double east =
        Math.IEEEremainder(to.place().lngRadians() - from.place().lngRadians(), 2 * Math.PI)
            * Math.cos(middle);
    double north = to.place().latRadians() - from.place().latRadians();
    put(east * LatLng.EARTH_RADIUS_M);
    put(north * LatLng.EARTH_RADIUS_M);
    put(Math.atan2(east, north));
  }

  /** Also turned by 45 degrees: a tree cuts along its columns only, and many roads run aslant. */
  private void putPlace(LatLng place) {
    double eastDegrees = place.longitude() * Math.cos(Math.toRadians(Math.rint(place.latitude())));
    put(place.latitude());
    put(place.longitude());
    put(place.latitude() + eastDegrees);
    put(place.latitude() - eastDegrees);
  }

  private void putEnd(DriveEnd end) {
    for (int level = END_COARSEST; level <= DriveEnd.FINEST; level++) {
      put(end.residual(level));
    }
    put(end.residualInBand());
  }

  private void putPair() {
    double residual = (from.residual(DriveEnd.COARSEST) + to.residual(DriveEnd.COARSEST)) / 2;
    double inBand = residual;
    for (int level = DriveEnd.COARSEST; level <= PAIR_FINEST; level++) {
      residual = sums.shrunk(PlaceKeys.pair(from.cell(level), to.cell(level)), residual);
      put(residual);
      if (level == PAIR_BAND_LEVEL) {
        long key = PlaceKeys.pairInBand(from.cell(level), to.cell(level), band);
        inBand = sums.shrunk(key, residual);
      }
    }
    put(inBand);
  }

  private void put(double value) {
    row[at++] = (float) value;
  }
}
