package io.kerb.dispatch.adapter.cassandra;

import com.google.protobuf.InvalidProtocolBufferException;
import io.kerb.dispatch.api.DispatchTopics;
import io.kerb.dispatch.wire.DecisionRecord;
import io.kerb.location.api.TripId;
import io.kerb.runtime.kafka.KafkaSettings;
import io.kerb.runtime.kafka.PoisonException;
import io.kerb.runtime.kafka.RecordLoop;
import io.kerb.runtime.kafka.RecordValue;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;

/** Moves decisions from the log into the tables; one instance of the group does each. */
public final class DecisionArchive implements AutoCloseable {
  private static final String GROUP = "decision-archive";

  private final DecisionTables tables;
  private final RecordLoop loop;

  public DecisionArchive(
      DecisionTables tables, KafkaSettings settings, Producer<String, byte[]> deadLetters) {
    this.tables = tables;
    this.loop =
        RecordLoop.ofGroup(
            GROUP,
            List.of(settings.topic(DispatchTopics.DECISIONS)),
            settings,
            deadLetters,
            this::archive);
  }

  private void archive(ConsumerRecord<String, byte[]> record) {
    tables.write(parse(RecordValue.of(record)));
  }

  private static DecisionRecord parse(byte[] value) {
    try {
      DecisionRecord decision = DecisionRecord.parseFrom(value);
      TripId.parse(decision.getTripId());
      return decision;
    } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
      throw new PoisonException("not a decision: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    loop.close();
  }
}
