package io.kerb.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;

final class TopicCreatorTest {
  private static final String TOPIC = "driver-pings";

  @Test
  void waitsForABrokerThatHasNotHeardOfTheTopicYet() throws InterruptedException {
    Queue<KafkaFuture<TopicDescription>> answers =
        new ArrayDeque<>(List.of(unknown(), unknown(), onePartition()));
    assertThat(TopicCreator.partitionsOf(TOPIC, topic -> answers.remove())).isEqualTo(1);
  }

  @Test
  void anotherErrorIsToldAtOnce() {
    assertThatThrownBy(
            () ->
                TopicCreator.partitionsOf(
                    TOPIC, topic -> failed(new TopicAuthorizationException("not yours"))))
        .hasMessageContaining(TOPIC)
        .hasRootCauseMessage("not yours");
  }

  private static KafkaFuture<TopicDescription> unknown() {
    return failed(new UnknownTopicOrPartitionException());
  }

  private static KafkaFuture<TopicDescription> onePartition() {
    TopicPartitionInfo partition = new TopicPartitionInfo(0, null, List.of(), List.of());
    return KafkaFuture.completedFuture(new TopicDescription(TOPIC, false, List.of(partition)));
  }

  private static KafkaFuture<TopicDescription> failed(Exception cause) {
    KafkaFutureImpl<TopicDescription> future = new KafkaFutureImpl<>();
    future.completeExceptionally(cause);
    return future;
  }
}
