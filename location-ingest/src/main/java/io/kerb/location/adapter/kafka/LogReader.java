package io.kerb.location.adapter.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import io.kerb.dispatch.wire.DriverStatus;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.Market;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.Markets;
import io.kerb.location.api.ProductId;
import io.kerb.location.gate.SessionOrder;
import io.kerb.location.index.ProductBits;
import io.kerb.location.index.SupplyCells;
import io.kerb.location.supply.SeenDuty;
import io.kerb.location.supply.SeenPing;
import io.kerb.location.wire.DriverPing;
import io.kerb.runtime.kafka.PoisonException;
import io.kerb.runtime.kafka.RecordValue;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records of the log into what the indexer thinks in; what cannot be read is poison. */
final class LogReader {
  private final Markets markets;

  LogReader(Markets markets) {
    this.markets = markets;
  }

  SeenPing ping(ConsumerRecord<String, byte[]> record) {
    try {
      DriverPing ping = DriverPing.parseFrom(RecordValue.of(record));
      return new SeenPing(
          ping.getDriverId(),
          record.partition(),
          market(ping.getMarketId()).partition(),
          SessionOrder.hash(ping.getSessionId()),
          ping.getSequence(),
          SupplyCells.leaf(LatLng.ofE7(ping.getLatitudeE7(), ping.getLongitudeE7())),
          ping.getHeadingDeg(),
          ping.getTrust(),
          ping.getReceivedAtMs(),
          ping.getBacklog());
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      throw new PoisonException("no ping: " + e.getMessage(), e);
    }
  }

  SeenDuty duty(ConsumerRecord<String, byte[]> record) {
    try {
      DriverStatus status = DriverStatus.parseFrom(RecordValue.of(record));
      Market market = market(status.getMarketId());
      List<ProductId> products = status.getProductIdsList().stream().map(ProductId::new).toList();
      return new SeenDuty(
          status.getDriverId(),
          record.partition(),
          market.partition(),
          status.getOnDuty(),
          status.getEngaged(),
          ProductBits.encode(market, products),
          status.getVersion());
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      throw new PoisonException("no driver status: " + e.getMessage(), e);
    }
  }

  private Market market(String id) {
    return markets
        .findMarket(new MarketId(id))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no market '" + id + "' here; maybe the markets file lost it"));
  }
}
