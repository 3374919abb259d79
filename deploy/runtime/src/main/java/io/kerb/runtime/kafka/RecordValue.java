package io.kerb.runtime.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a record says, where a record must say something. */
public final class RecordValue {
  private RecordValue() {}

  /**
   * @throws PoisonException if the record has no value, which nobody of ours writes to such a topic
   */
  public static byte[] of(ConsumerRecord<String, byte[]> record) {
    if (record.value() == null) {
      throw new PoisonException("the record has no value", null);
    }
    return record.value();
  }
}
