package io.kerb.dispatch.adapter.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import io.kerb.dispatch.supply.Destination;
import io.kerb.dispatch.supply.Driver;
import io.kerb.dispatch.supply.StatusChanged;
import io.kerb.dispatch.wire.DriverStatus;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.ProductId;
import io.kerb.runtime.kafka.PoisonException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;

/** The wire form of a driver's status, both ways. */
final class StatusCodec {
  private StatusCodec() {}

  static DriverStatus write(StatusChanged event, MarketId market) {
    Driver driver = event.after();
    DriverStatus.Builder wire =
        DriverStatus.newBuilder()
            .setDriverId(driver.driver().value())
            .setMarketId(market.value())
            .setOnDuty(driver.onDuty())
            .addAllProductIds(driver.products().stream().map(ProductId::value).sorted().toList())
            .setVersion(driver.version())
            .setEngaged(driver.engaged())
            .setUpdatedAtMs(driver.updatedAt().toEpochMilli());
    driver
        .destination()
        .ifPresent(goal -> wire.setDestination(OfferEventCodec.place(goal.place())));
    return wire.build();
  }

  /**
   * @throws PoisonException if this is no driver's status
   */
  static DriverStatus parse(byte[] value) {
    try {
      return DriverStatus.parseFrom(value);
    } catch (InvalidProtocolBufferException e) {
      throw new PoisonException("not a driver status: " + e.getMessage(), e);
    }
  }

  /**
   * @throws PoisonException if this names no driver or no product
   */
  static StatusChanged read(DriverStatus wire) {
    try {
      return changed(wire);
    } catch (IllegalArgumentException e) {
      throw new PoisonException("not a driver status: " + e.getMessage(), e);
    }
  }

  private static StatusChanged changed(DriverStatus wire) {
    return new StatusChanged(
        new Driver(
            new DriverId(wire.getDriverId()),
            wire.getOnDuty(),
            wire.getProductIdsList().stream()
                .map(ProductId::new)
                .collect(Collectors.toUnmodifiableSet()),
            wire.getEngaged(),
            wire.getVersion(),
            Instant.ofEpochMilli(wire.getUpdatedAtMs()),
            wire.hasDestination()
                ? Optional.of(new Destination(OfferEventCodec.place(wire.getDestination())))
                : Optional.empty()));
  }
}
