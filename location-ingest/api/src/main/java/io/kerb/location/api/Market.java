package io.kerb.location.api;

import com.google.common.geometry.S2Loop;
import com.google.common.geometry.S2Point;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Optional;

/**
 * One city: the unit of matching, pricing and ownership.
 *
 * @param boundary the polygon's corners, counter-clockwise, not closed; at least three
 * @param partition where the market's events live in market-keyed topics
 * @param pingPartitions the market's range of {@code driver-pings} and {@code driver-status}
 */
public record Market(
    MarketId marketId,
    String name,
    List<LatLng> boundary,
    ZoneId timeZone,
    Currency currency,
    List<Product> products,
    int partition,
    PartitionRange pingPartitions) {

  public Market {
    boundary = List.copyOf(boundary);
    products = List.copyOf(products);
    if (boundary.size() < 3) {
      throw new IllegalArgumentException(
          "market " + marketId + ": boundary needs at least 3 corners, but has " + boundary.size());
    }
    if (products.isEmpty()) {
      throw new IllegalArgumentException("market " + marketId + ": needs at least one product");
    }
  }

  public boolean contains(LatLng position) {
    return loop().contains(position.toS2().toPoint());
  }

  /** A loop normalised to the smaller side, so that the corners' order does not matter. */
  public S2Loop loop() {
    List<S2Point> corners = boundary.stream().map(corner -> corner.toS2().toPoint()).toList();
    S2Loop loop = new S2Loop(corners);
    loop.normalize();
    return loop;
  }

  public Optional<Product> findProduct(ProductId id) {
    return products.stream().filter(product -> product.productId().equals(id)).findFirst();
  }

  /** The partition of a driver's pings and status: stable while the range is. */
  public int pingPartition(DriverId driver) {
    long hash = driver.value() * 0x9E3779B97F4A7C15L;
    return pingPartitions.first() + (int) Math.floorMod(hash >>> 32, pingPartitions.count());
  }

  /** Partitions {@code first} to {@code first + count - 1}. */
  public record PartitionRange(int first, int count) {
    public PartitionRange {
      if (first < 0 || count < 1) {
        throw new IllegalArgumentException(
            "a partition range needs first >= 0 and count >= 1, but was " + first + ", " + count);
      }
    }

    public boolean contains(int partition) {
      return partition >= first && partition < first + count;
    }
  }
}
