package io.kerb.location.index;

/** One change of the index. Both kinds may be repeated: the second time changes nothing. */
public sealed interface SupplyWrite {
  long driver();

  /** Of {@link SupplyCells#LEVEL}. */
  long cell();

  /** The driver is here; replaces what the cell said of them. */
  record Put(long driver, SupplyRecord record) implements SupplyWrite {
    @Override
    public long cell() {
      return record.cell();
    }
  }

  /** The driver is no longer in this cell. */
  record Remove(long driver, long cell) implements SupplyWrite {}
}
