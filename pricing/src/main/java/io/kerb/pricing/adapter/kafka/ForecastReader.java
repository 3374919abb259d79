package io.kerb.pricing.adapter.kafka;

import io.kerb.location.api.Cell;
import io.kerb.location.api.Market;
import io.kerb.location.api.Markets;
import io.kerb.pricing.api.PricingTopics;
import io.kerb.pricing.forecast.DemandForecaster;
import io.kerb.pricing.forecast.ForecastTable;
import io.kerb.pricing.forecast.SlotTime;
import io.kerb.runtime.kafka.KafkaSettings;
import io.kerb.runtime.kafka.PoisonException;
import io.kerb.runtime.kafka.RecordLoop;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;

/** Keeps this instance's {@link ForecastTable} at what was last published. */
public final class ForecastReader implements AutoCloseable {
  /** What is older does not reach the present. */
  private static final Duration SINCE = SlotTime.SLOT.multipliedBy(DemandForecaster.HORIZONS + 1);

  private final Markets markets;
  private final ForecastTable table;
  private final RecordLoop loop;

  public ForecastReader(
      Markets markets,
      ForecastTable table,
      KafkaSettings kafka,
      Producer<String, byte[]> deadLetters) {
    this.markets = markets;
    this.table = table;
    this.loop =
        RecordLoop.ofAll(
            "forecast-table",
            List.of(kafka.topic(PricingTopics.DEMAND_FORECAST)),
            SINCE,
            kafka,
            deadLetters,
            this::handle);
  }

  private void handle(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      Cell cell = cell(record.key());
      Optional<Market> market = markets.findByPartition(record.partition());
      market.ifPresent(owner -> table.remove(owner.marketId(), cell));
      return;
    }
    ForecastRecords.Published published = ForecastRecords.decode(record.value());
    table.put(published.market(), published.demand());
  }

  private static Cell cell(String key) {
    try {
      return Cell.parse(key);
    } catch (RuntimeException e) {
      throw new PoisonException("'" + key + "' names no cell", e);
    }
  }

  @Override
  public void close() {
    loop.close();
  }
}
