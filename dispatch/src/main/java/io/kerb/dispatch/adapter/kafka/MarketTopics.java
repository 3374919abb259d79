package io.kerb.dispatch.adapter.kafka;

import io.kerb.dispatch.api.DispatchTopics;
import io.kerb.location.api.Market;
import io.kerb.location.api.Market.PartitionRange;
import io.kerb.location.api.TopicSpec;
import io.kerb.runtime.kafka.KafkaSettings;
import io.kerb.trip.api.TripTopics;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/** Where one market's records are. */
record MarketTopics(
    TopicPartition trips,
    TopicPartition commands,
    TopicPartition offers,
    TopicPartition exchanges,
    TopicPartition decisions,
    TopicPartition summaries,
    TopicPartition policies,
    List<TopicPartition> statuses) {

  static MarketTopics of(Market market, KafkaSettings settings) {
    PartitionRange pings = market.pingPartitions();
    String status = settings.topic(DispatchTopics.DRIVER_STATUS);
    return new MarketTopics(
        of(TripTopics.TRIP_EVENTS, market, settings),
        of(DispatchTopics.MARKET_COMMANDS, market, settings),
        of(DispatchTopics.OFFER_EVENTS, market, settings),
        of(DispatchTopics.EXCHANGES, market, settings),
        of(DispatchTopics.DECISIONS, market, settings),
        of(DispatchTopics.MARKET_STATE, market, settings),
        of(DispatchTopics.POLICIES, market, settings),
        IntStream.range(pings.first(), pings.first() + pings.count())
            .mapToObj(partition -> new TopicPartition(status, partition))
            .toList());
  }

  private static TopicPartition of(TopicSpec spec, Market market, KafkaSettings settings) {
    return new TopicPartition(settings.topic(spec), market.partition());
  }
}
