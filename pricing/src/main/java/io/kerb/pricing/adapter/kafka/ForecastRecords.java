package io.kerb.pricing.adapter.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import io.kerb.location.api.Cell;
import io.kerb.location.api.MarketId;
import io.kerb.pricing.forecast.CellDemand;
import io.kerb.pricing.forecast.CellForecast;
import io.kerb.runtime.kafka.PoisonException;
import java.time.Instant;
import java.util.OptionalDouble;

/** A cell's forecast and its record in topic {@code demand-forecast}. */
final class ForecastRecords {
  private ForecastRecords() {}

  /** A record with its market. */
  record Published(MarketId market, CellDemand demand) {}

  static byte[] encode(MarketId market, CellDemand demand) {
    CellForecast forecast = demand.forecast();
    io.kerb.pricing.wire.CellDemand.Builder wire =
        io.kerb.pricing.wire.CellDemand.newBuilder()
            .setCell(forecast.cell().id())
            .setMarketId(market.value())
            .setBeginMs(demand.begin().toEpochMilli())
            .addAllExpected(forecast.expected())
            .setUsual(forecast.usual())
            .setLast(forecast.last());
    demand.lastExpected().ifPresent(wire::setLastExpected);
    return wire.build().toByteArray();
  }

  /**
   * @throws PoisonException if this is no forecast
   */
  static Published decode(byte[] value) {
    try {
      io.kerb.pricing.wire.CellDemand wire = io.kerb.pricing.wire.CellDemand.parseFrom(value);
      if (wire.getExpectedCount() == 0) {
        throw new PoisonException("a forecast of nothing", null);
      }
      CellForecast forecast =
          new CellForecast(
              new Cell(wire.getCell()), wire.getExpectedList(), wire.getUsual(), wire.getLast());
      OptionalDouble last =
          wire.hasLastExpected()
              ? OptionalDouble.of(wire.getLastExpected())
              : OptionalDouble.empty();
      return new Published(
          new MarketId(wire.getMarketId()),
          new CellDemand(Instant.ofEpochMilli(wire.getBeginMs()), forecast, last));
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      throw new PoisonException("no forecast: " + e.getMessage(), e);
    }
  }
}
