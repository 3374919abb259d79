package io.kerb.location.index.adapter;

import io.kerb.location.index.SupplyEntry;
import io.kerb.location.index.SupplyRecord;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.output.CommandOutput;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads an HGETALL of a cell straight from the network buffer: field, value, field, value. What is
 * of an unknown layout is left out: during a rolling upgrade two versions write.
 */
final class CellOutput extends CommandOutput<byte[], byte[], List<SupplyEntry>> {
  private long driver;
  private boolean valueIsNext;

  CellOutput() {
    super(ByteArrayCodec.INSTANCE, new ArrayList<>());
  }

  @Override
  public void set(ByteBuffer bytes) {
    if (valueIsNext) {
      if (driver > 0) {
        SupplyRecord.decode(bytes).ifPresent(record -> output.add(new SupplyEntry(driver, record)));
      }
    } else {
      driver = bytes.remaining() == Long.BYTES ? bytes.getLong(bytes.position()) : 0;
    }
    valueIsNext = !valueIsNext;
  }
}
