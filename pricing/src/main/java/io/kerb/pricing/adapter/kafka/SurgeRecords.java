package io.kerb.pricing.adapter.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import io.kerb.location.api.Cell;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.ProductId;
import io.kerb.pricing.surge.CellSurge;
import io.kerb.pricing.surge.CellSurge.Causes;
import io.kerb.pricing.surge.CellSurge.Counts;
import io.kerb.pricing.surge.DemandWindow.Demand;
import io.kerb.pricing.surge.MarketSurge.Place;
import io.kerb.pricing.surge.SurgePolicy;
import io.kerb.runtime.kafka.PoisonException;
import java.math.BigDecimal;
import java.time.Instant;

/** A cell's surge and its record in topic {@code surge}. */
final class SurgeRecords {
  private static final String SEPARATOR = "/";

  private SurgeRecords() {}

  /** A record with its market. */
  record Published(MarketId market, CellSurge surge) {}

  static String key(Place place) {
    return place.cell() + SEPARATOR + place.product();
  }

  static Place place(CellSurge surge) {
    return new Place(surge.cell(), surge.product());
  }

  /**
   * @throws PoisonException if the key names no cell and product
   */
  static Place parseKey(String key) {
    try {
      String[] parts = key.split(SEPARATOR, 2);
      return new Place(Cell.parse(parts[0]), new ProductId(parts[1]));
    } catch (RuntimeException e) {
      throw new PoisonException("'" + key + "' names no cell and product", e);
    }
  }

  static byte[] encode(MarketId market, CellSurge surge) {
    Causes causes = surge.causes();
    return io.kerb.pricing.wire.CellSurge.newBuilder()
        .setCell(surge.cell().id())
        .setMarketId(market.value())
        .setProductId(surge.product().value())
        .setMultiplier(surge.multiplier().toPlainString())
        .setDemand(causes.seen().requests())
        .setUnmet(causes.seen().unmet())
        .setQuotes(causes.seen().quotes())
        .setExpected(causes.expected())
        .setSupply(causes.supply())
        .setTarget(BigDecimal.valueOf(causes.targetTenths(), 1).toPlainString())
        .setZone(causes.zone())
        .setNote(causes.note())
        .setDemandLevel(causes.own().demand())
        .setSupplyLevel(causes.own().supply())
        .setAllDemandLevel(causes.all().demand())
        .setAllSupplyLevel(causes.all().supply())
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
      return new Published(
          new MarketId(wire.getMarketId()),
          new CellSurge(
              new Cell(wire.getCell()),
              new ProductId(wire.getProductId()),
              tenths(wire.getMultiplier()),
              causes(wire),
              wire.getVersion(),
              Instant.ofEpochMilli(wire.getUpdatedAtMs())));
    } catch (InvalidProtocolBufferException | ArithmeticException | IllegalArgumentException e) {
      throw new PoisonException("no surge record: " + e.getMessage(), e);
    }
  }

  private static Causes causes(io.kerb.pricing.wire.CellSurge wire) {
    return new Causes(
        new Demand(wire.getDemand(), wire.getUnmet(), wire.getQuotes()),
        wire.getExpected(),
        wire.getSupply(),
        new Counts(wire.getDemandLevel(), wire.getSupplyLevel()),
        new Counts(wire.getAllDemandLevel(), wire.getAllSupplyLevel()),
        tenths(wire.getTarget()),
        wire.getZone(),
        wire.getNote());
  }

  /**
   * @throws PoisonException if it lies below the floor
   */
  static int tenths(String multiplier) {
    int tenths = new BigDecimal(multiplier).movePointRight(1).intValueExact();
    if (tenths < SurgePolicy.FLOOR_TENTHS) {
      throw new PoisonException("a multiplier below 1: " + multiplier, null);
    }
    return tenths;
  }
}
