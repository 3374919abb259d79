package io.kerb.pricing.adapter.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import io.kerb.location.api.Cell;
import io.kerb.location.api.MarketId;
import io.kerb.pricing.surge.CellSurge;
import io.kerb.pricing.surge.SurgePolicy;
import io.kerb.runtime.kafka.PoisonException;
import java.math.BigDecimal;
import java.time.Instant;

/** A cell's surge and its record in topic {@code surge}. */
final class SurgeRecords {
  private SurgeRecords() {}

  /** A record with its market. */
  record Published(MarketId market, CellSurge surge) {}

  static byte[] encode(MarketId market, CellSurge surge) {
    return io.kerb.pricing.wire.CellSurge.newBuilder()
        .setCell(surge.cell().id())
        .setMarketId(market.value())
        .setMultiplier(surge.multiplier().toPlainString())
        .setDemand(surge.demand())
        .setSupply(surge.supply())
        .setVersion(surge.version())
        .setUpdatedAtMs(surge.updatedAt().toEpochMilli())
        .build()
        .toByteArray();
  }

  /**
   * @throws PoisonException if this is no surge record
   */
  static Published decode(byte[] value) {
    try {
      io.kerb.pricing.wire.CellSurge wire = io.kerb.pricing.wire.CellSurge.parseFrom(value);
      int tenths = new BigDecimal(wire.getMultiplier()).movePointRight(1).intValueExact();
      if (tenths < SurgePolicy.FLOOR_TENTHS) {
        throw new PoisonException("a multiplier below 1: " + wire.getMultiplier(), null);
      }
      return new Published(
          new MarketId(wire.getMarketId()),
          new CellSurge(
              new Cell(wire.getCell()),
              tenths,
              wire.getDemand(),
              wire.getSupply(),
              wire.getVersion(),
              Instant.ofEpochMilli(wire.getUpdatedAtMs())));
    } catch (InvalidProtocolBufferException | ArithmeticException | IllegalArgumentException e) {
      throw new PoisonException("no surge record: " + e.getMessage(), e);
    }
  }
}
