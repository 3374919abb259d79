package io.kerb.location.adapter.http;

import io.kerb.location.api.Cell;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.ProductId;
import io.kerb.location.api.SupplySearch.NearbyDriver;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.UUID;

/** Nearby cars as they stand in the answer. */
final class NearbyWire {
  /** About 70 m: the centre of this cell is shown instead of the position. */
  private static final int COARSE_LEVEL = 17;

  private NearbyWire() {}

  /**
   * @param complete false if a part of the index did not answer: cars may be missing
   */
  @Introspected
  record NearbyAnswer(List<CarBody> cars, boolean complete) {}

  /**
   * @param id random, another one in each answer: nobody can follow a driver
   */
  @Introspected
  record CarBody(
      String id,
      double latitude,
      double longitude,
      @Nullable Integer headingDeg,
      List<String> productIds) {
    static CarBody coarse(NearbyDriver driver) {
      LatLng shown = Cell.of(driver.position(), COARSE_LEVEL).center();
      return new CarBody(
          UUID.randomUUID().toString(),
          shown.latitude(),
          shown.longitude(),
          driver.headingDeg() < 0 ? null : driver.headingDeg(),
          driver.products().stream().map(ProductId::value).toList());
    }
  }
}
