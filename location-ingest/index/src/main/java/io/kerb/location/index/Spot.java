package io.kerb.location.index;

import com.google.common.geometry.S2CellId;
import com.google.common.geometry.S2Point;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.Market;
import io.kerb.location.api.ProductId;
import io.kerb.location.api.SupplySearch.NearbyDriver;
import java.time.Instant;
import java.util.Set;

/**
 * A driver's place in one search, as a point on the unit sphere. What an answer says of the driver
 * is made when the first query asks for it: most drivers of a window are in no answer, some in
 * many.
 */
final class Spot {
  final SupplyRecord record;
  final double x;
  final double y;
  final double z;
  private final long driver;

  /** The same driver was found elsewhere, and later. */
  private boolean left;

  private DriverId id;
  private LatLng position;
  private Instant receivedAt;
  private Set<ProductId> products;

  Spot(SupplyEntry entry) {
    this.driver = entry.driver();
    this.record = entry.record();
    S2Point point = new S2CellId(record.leafCell()).toPoint();
    this.x = point.getX();
    this.y = point.getY();
    this.z = point.getZ();
  }

  long driver() {
    return driver;
  }

  boolean isLeft() {
    return left;
  }

  void leave() {
    left = true;
  }

  /** The square of the straight line through the Earth, of radius 1. */
  double chord2To(S2Point center) {
    double dx = x - center.getX();
    double dy = y - center.getY();
    double dz = z - center.getZ();
    return dx * dx + dy * dy + dz * dz;
  }

  NearbyDriver describe(Market home, double distanceMeters) {
    if (id == null) {
      id = new DriverId(driver);
      position = record.position();
      receivedAt = Instant.ofEpochMilli(record.receivedAtMs());
      products = ProductBits.decode(home, record.productBits());
    }
    return new NearbyDriver(
        id,
        position,
        record.headingDeg(),
        record.onDuty(),
        record.engaged(),
        products,
        receivedAt,
        distanceMeters);
  }
}
