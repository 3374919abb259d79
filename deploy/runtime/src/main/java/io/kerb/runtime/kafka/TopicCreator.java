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
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Creates the topics that are not there yet, and gives those that are there the partitions that the
 * markets need by now.
 */
public final class TopicCreator {
  private static final int TIMEOUT_S = 30;
  private static final int ASKED_MAX = 300;
  private static final int ASKED_AGAIN_MS = 100;

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
      for (var growth : admin.createPartitions(missing(admin, topics)).values().entrySet()) {
        await(growth.getKey(), growth.getValue());
      }
    }
  }

  /** A market that was added has partitions of its own. */
  private static Map<String, NewPartitions> missing(Admin admin, List<NewTopic> wanted)
      throws InterruptedException {
    Map<String, NewPartitions> missing = new HashMap<>();
    for (NewTopic topic : wanted) {
      int there = partitionsOf(topic.name(), name -> describe(admin, name));
      if (there < topic.numPartitions()) {
        missing.put(topic.name(), NewPartitions.increaseTo(topic.numPartitions()));
      }
    }
    return missing;
  }

  private static KafkaFuture<TopicDescription> describe(Admin admin, String topic) {
    return admin.describeTopics(List.of(topic)).topicNameValues().get(topic);
  }

  /**
   * A broker hears of a new topic a moment after the controller has created it, and until then says
   * that there is none: it is asked again.
   */
  static int partitionsOf(String topic, Function<String, KafkaFuture<TopicDescription>> broker)
      throws InterruptedException {
    for (int asked = 1; ; asked++) {
      try {
        return await(topic, broker.apply(topic)).partitions().size();
      } catch (IllegalStateException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException) || asked == ASKED_MAX) {
          throw e;
        }
      }
      Thread.sleep(ASKED_AGAIN_MS);
    }
  }

  /** Returns null if the topic is there already, or another instance was faster. */
  private static <T> T await(String topic, KafkaFuture<T> answer) throws InterruptedException {
    try {
      return answer.get(TIMEOUT_S, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException
          || e.getCause() instanceof InvalidPartitionsException) {
        return null;
      }
      throw new IllegalStateException("could not prepare topic " + topic, e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "Kafka did not prepare topic " + topic + " within " + TIMEOUT_S + " s; maybe it is down",
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
