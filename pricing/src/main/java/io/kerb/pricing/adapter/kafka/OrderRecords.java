package io.kerb.pricing.adapter.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import io.kerb.location.api.Cell;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.ProductId;
import io.kerb.pricing.surge.SurgeOrder;
import io.kerb.pricing.surge.SurgeOrder.Scope;
import io.kerb.runtime.kafka.PoisonException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** An operator's order and its record in topic {@code surge-orders}. */
final class OrderRecords {
  private OrderRecords() {}

  static byte[] encode(SurgeOrder order) {
    io.kerb.pricing.wire.SurgeOrder.Builder wire =
        io.kerb.pricing.wire.SurgeOrder.newBuilder()
            .setOrderId(order.id().toString())
            .setMarketId(order.market().value())
            .setKind(io.kerb.pricing.wire.SurgeOrder.Kind.valueOf(order.kind().name()))
            .setProductId(order.product().map(ProductId::value).orElse(""))
            .setMultiplier(BigDecimal.valueOf(order.tenths(), 1).toPlainString())
            .setGivenAtMs(order.givenAt().toEpochMilli())
            .setEndsAtMs(order.endsAt().toEpochMilli())
            .setGivenBy(order.by())
            .setReason(order.reason());
    if (order.scope() instanceof Scope.Zone zone) {
      wire.setZone(zone.name());
    } else if (order.scope() instanceof Scope.Cells cells) {
      cells.cells().forEach(cell -> wire.addCells(cell.id()));
    }
    order
        .withdrawn()
        .ifPresent(end -> wire.setWithdrawnAtMs(end.at().toEpochMilli()).setWithdrawnBy(end.by()));
    return wire.build().toByteArray();
  }

  /**
   * @throws PoisonException if this is no order
   */
  static SurgeOrder decode(byte[] value) {
    try {
      io.kerb.pricing.wire.SurgeOrder wire = io.kerb.pricing.wire.SurgeOrder.parseFrom(value);
      return new SurgeOrder(
          UUID.fromString(wire.getOrderId()),
          new MarketId(wire.getMarketId()),
          kind(wire.getKind()),
          scope(wire),
          Optional.of(wire.getProductId()).filter(id -> !id.isEmpty()).map(ProductId::new),
          SurgeRecords.tenths(wire.getMultiplier()),
          Instant.ofEpochMilli(wire.getGivenAtMs()),
          Instant.ofEpochMilli(wire.getEndsAtMs()),
          wire.getGivenBy(),
          wire.getReason(),
          wire.getWithdrawnAtMs() == 0
              ? Optional.empty()
              : Optional.of(
                  new SurgeOrder.Withdrawal(
                      wire.getWithdrawnBy(), Instant.ofEpochMilli(wire.getWithdrawnAtMs()))));
    } catch (InvalidProtocolBufferException | ArithmeticException | IllegalArgumentException e) {
      throw new PoisonException("no surge order: " + e.getMessage(), e);
    }
  }

  private static SurgeOrder.Kind kind(io.kerb.pricing.wire.SurgeOrder.Kind kind) {
    return switch (kind) {
      case OVERRIDE -> SurgeOrder.Kind.OVERRIDE;
      case CAP -> SurgeOrder.Kind.CAP;
      case KIND_UNSPECIFIED, UNRECOGNIZED -> throw new IllegalArgumentException("kind " + kind);
    };
  }

  private static Scope scope(io.kerb.pricing.wire.SurgeOrder wire) {
    if (!wire.getZone().isEmpty()) {
      return new Scope.Zone(wire.getZone());
    }
    return wire.getCellsList().isEmpty()
        ? new Scope.WholeMarket()
        : new Scope.Cells(wire.getCellsList().stream().map(Cell::new).collect(Collectors.toSet()));
  }
}
