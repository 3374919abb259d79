package io.kerb.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

final class RecordValueTest {
  @Test
  void aRecordWithoutAValueIsPoisonAndNoOutage() {
    byte[] value = {1};
    assertThat(RecordValue.of(new ConsumerRecord<>("t", 0, 1, "key", value))).isEqualTo(value);
    ConsumerRecord<String, byte[]> tombstone = new ConsumerRecord<>("t", 0, 2, "key", null);
    assertThatThrownBy(() -> RecordValue.of(tombstone)).isInstanceOf(PoisonException.class);
  }
}
