package io.kerb.location.adapter.http;

import io.kerb.location.api.ProductId;
import io.kerb.location.api.SupplySearch.Answer;
import io.kerb.location.api.SupplySearch.NearbyDriver;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The supply map as it stands in the answer: GeoJSON (RFC 7946), so longitude comes first. */
final class SupplyWire {
  private SupplyWire() {}

  /**
   * @param complete false if a part of the index did not answer: drivers are missing
   */
  @Introspected
  record SupplyMap(String type, List<Feature> features, boolean complete) {
    static SupplyMap of(Answer answer, Instant now) {
      return new SupplyMap(
          "FeatureCollection",
          answer.drivers().stream().map(driver -> Feature.of(driver, now)).toList(),
          answer.complete());
    }
  }

  @Introspected
  record Feature(String type, Point geometry, DriverProperties properties) {
    static Feature of(NearbyDriver driver, Instant now) {
      return new Feature(
          "Feature",
          new Point("Point", List.of(driver.position().longitude(), driver.position().latitude())),
          DriverProperties.of(driver, now));
    }
  }

  @Introspected
  record Point(String type, List<Double> coordinates) {}

  /**
   * @param duty idle, engaged or off_duty
   * @param ageS seconds since the driver was heard
   */
  @Introspected
  record DriverProperties(
      String driverId,
      String duty,
      @Nullable Integer headingDeg,
      double ageS,
      List<String> productIds) {
    static DriverProperties of(NearbyDriver driver, Instant now) {
      double ageS = Math.max(0, Duration.between(driver.receivedAt(), now).toMillis()) / 1000.0;
      return new DriverProperties(
          driver.driver().toString(),
          duty(driver),
          driver.headingDeg() < 0 ? null : driver.headingDeg(),
          ageS,
          driver.products().stream().map(ProductId::value).toList());
    }

    private static String duty(NearbyDriver driver) {
      if (!driver.onDuty()) {
        return "off_duty";
      }
      return driver.engaged() ? "engaged" : "idle";
    }
  }
}
