package io.kerb.location.index;

import com.google.common.geometry.S2CellId;
import com.google.common.geometry.S2LatLng;
import io.kerb.location.api.LatLng;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A driver as one Redis hash value says: where, since when, and whether available.
 *
 * <p>{@value #BYTES} bytes, big-endian, so that at a million drivers a hash stays a listpack:
 *
 * <pre>
 *  0  layout    1   {@value #LAYOUT}
 *  1  trust     1   0 to 100
 *  2  flags     2   heading in the low 9 bits (511 unknown), bit 14 engaged, bit 15 on duty
 *  4  products  2   bit i: the i-th product of the home market
 *  6  market    2   the home market's partition
 *  8  leaf      8   S2 leaf cell
 * 16  received  6   milliseconds since 1970, the gate's clock
 * 22  sequence  6   of the ping, within its session
 * 28  session   4   hash of the app's session
 * 32  duty      4   version of driver-status, unsigned
 * </pre>
 *
 * @param headingDeg 0 to 359, or -1 if unknown
 * @param sessionHash says only whether two pings are of the same session
 */
public record SupplyRecord(
    long leafCell,
    long receivedAtMs,
    int sessionHash,
    long sequence,
    int trust,
    int headingDeg,
    boolean onDuty,
    boolean engaged,
    long dutyVersion,
    int productBits,
    int marketPartition) {

  public static final int BYTES = 36;

  /** Largest sequence number that the record can hold: 48 bits. */
  public static final long SEQUENCE_MAX = (1L << 48) - 1;

  public static final int TRUST_MAX = 100;
  public static final int HEADING_UNKNOWN = -1;

  private static final int LAYOUT = 1;
  private static final int HEADING_MASK = 0x1FF;
  private static final int ENGAGED = 1 << 14;
  private static final int ON_DUTY = 1 << 15;
  private static final int UNSIGNED_SHORT_MAX = 0xFFFF;
  private static final long UNSIGNED_INT_MAX = 0xFFFF_FFFFL;

  public SupplyRecord {
    require(receivedAtMs >= 0 && receivedAtMs <= SEQUENCE_MAX, "receivedAtMs", receivedAtMs);
    require(sequence >= 0 && sequence <= SEQUENCE_MAX, "sequence", sequence);
    require(trust >= 0 && trust <= TRUST_MAX, "trust", trust);
    require(headingDeg >= HEADING_UNKNOWN && headingDeg < 360, "headingDeg", headingDeg);
    require(dutyVersion >= 0 && dutyVersion <= UNSIGNED_INT_MAX, "dutyVersion", dutyVersion);
    require(productBits >= 0 && productBits <= UNSIGNED_SHORT_MAX, "productBits", productBits);
    require(
        marketPartition >= 0 && marketPartition <= UNSIGNED_SHORT_MAX,
        "marketPartition",
        marketPartition);
  }

  public byte[] encode() {
    int flags = (headingDeg & HEADING_MASK) | (engaged ? ENGAGED : 0) | (onDuty ? ON_DUTY : 0);
    return ByteBuffer.allocate(BYTES)
        .put((byte) LAYOUT)
        .put((byte) trust)
        .putShort((short) flags)
        .putShort((short) productBits)
        .putShort((short) marketPartition)
        .putLong(leafCell)
        // Six bytes of time, then six of sequence: the two longs overlap by nothing.
        .putLong((receivedAtMs << 16) | (sequence >>> 32))
        .putInt((int) sequence)
        .putInt(sessionHash)
        .putInt((int) dutyVersion)
        .array();
  }

  /** Reads a value; empty if it is of a layout that this version does not know. */
  public static Optional<SupplyRecord> decode(ByteBuffer value) {
    int at = value.position();
    if (value.remaining() != BYTES || value.get(at) != LAYOUT) {
      return Optional.empty();
    }
    int flags = value.getShort(at + 2);
    int heading = flags & HEADING_MASK;
    long receivedAndSequence = value.getLong(at + 16);
    long sequence =
        ((receivedAndSequence & UNSIGNED_SHORT_MAX) << 32)
            | Integer.toUnsignedLong(value.getInt(at + 24));
    return Optional.of(
        new SupplyRecord(
            value.getLong(at + 8),
            receivedAndSequence >>> 16,
            value.getInt(at + 28),
            sequence,
            value.get(at + 1),
            heading == HEADING_MASK ? HEADING_UNKNOWN : heading,
            (flags & ON_DUTY) != 0,
            (flags & ENGAGED) != 0,
            Integer.toUnsignedLong(value.getInt(at + 32)),
            Short.toUnsignedInt(value.getShort(at + 4)),
            Short.toUnsignedInt(value.getShort(at + 6))));
  }

  /** The index cell under which this record is filed. */
  public long cell() {
    return SupplyCells.ofLeaf(leafCell);
  }

  public LatLng position() {
    S2LatLng center = new S2CellId(leafCell).toLatLng();
    return new LatLng(center.latDegrees(), center.lngDegrees());
  }

  /**
   * Which of two records of one driver is to be believed: within a session the higher sequence,
   * between sessions the later received, for the same ping the higher duty version.
   */
  public boolean isNewerThan(SupplyRecord other) {
    if (sessionHash != other.sessionHash) {
      return receivedAtMs > other.receivedAtMs;
    }
    return sequence != other.sequence ? sequence > other.sequence : dutyVersion > other.dutyVersion;
  }

  private static void require(boolean holds, String field, long value) {
    if (!holds) {
      throw new IllegalArgumentException(field + " does not fit the index's record: " + value);
    }
  }
}
