package io.kerb.runtime.kafka;

import io.kerb.location.api.Markets;
import io.kerb.location.api.TopicSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics that are not there yet, with the partitions that the markets need. */
public final class TopicCreator {
  private static final int TIMEOUT_S = 30;

  /** Only closed segments are compacted or deleted, and Kafka would keep one open for 7 days. */
  private static final Duration SEGMENT_MAX = Duration.ofHours(1);

  private final KafkaSettings settings;

  public TopicCreator(KafkaSettings settings) {
    this.settings = settings;
  }

  /** Also creates each topic's dead-letter topic. */
  public void create(List<TopicSpec> specs, Markets markets) throws InterruptedException {
    List<NewTopic> topics = new ArrayList<>();
    for (TopicSpec spec : specs) {
      topics.add(topic(settings.topic(spec), partitions(spec, markets), spec));
      topics.add(deadLetters(settings.topic(spec)));
    }
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", settings.bootstrapServers()))) {
      for (var creation : admin.createTopics(topics).values().entrySet()) {
        await(creation.getKey(), creation.getValue());
      }
    }
  }

  private static void await(String topic, org.apache.kafka.common.KafkaFuture<Void> creation)
      throws InterruptedException {
    try {
      creation.get(TIMEOUT_S, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IllegalStateException("could not create topic " + topic, e.getCause());
      }
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "Kafka did not create topic " + topic + " within " + TIMEOUT_S + " s; maybe it is down",
          e);
    }
  }

  private static int partitions(TopicSpec spec, Markets markets) {
    return switch (spec.keying()) {
      case DRIVER -> markets.pingPartitions();
      case MARKET -> markets.partitions();
      case TABLE -> 1;
    };
  }

  private static NewTopic topic(String name, int partitions, TopicSpec spec) {
    Map<String, String> configs = new HashMap<>();
    if (spec.compacted()) {
      configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
    } else {
      configs.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(spec.retention().toMillis()));
    }
    configs.put(TopicConfig.SEGMENT_MS_CONFIG, Long.toString(SEGMENT_MAX.toMillis()));
    return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(configs);
  }

  private static NewTopic deadLetters(String topic) {
    return new NewTopic(topic + RecordLoop.DEAD_LETTERS, Optional.of(1), Optional.empty());
  }
}
