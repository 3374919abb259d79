package io.kerb.location.index;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kerb.location.api.LatLng;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SupplyRecordTest {
  private static final LatLng PLACE = new LatLng(37.77, -122.42);
  private static final SupplyRecord SOME = Records.at(PLACE).build();

  @Test
  void whatIsWrittenIsRead() {
    for (long seed = 0; seed < 2_000; seed++) {
      SupplyRecord record = random(new Random(seed));
      assertThat(SupplyRecord.decode(ByteBuffer.wrap(record.encode())))
          .as("seed %s", seed)
          .contains(record);
    }
  }

  @Test
  void everyFieldReachesItsBound() {
    SupplyRecord widest =
        new SupplyRecord(
            SOME.leafCell(),
            SupplyRecord.SEQUENCE_MAX,
            -1,
            SupplyRecord.SEQUENCE_MAX,
            100,
            359,
            true,
            true,
            0xFFFF_FFFFL,
            0xFFFF,
            0xFFFF);
    assertThat(SupplyRecord.decode(ByteBuffer.wrap(widest.encode()))).contains(widest);
  }

  @Test
  void anUnknownHeadingStaysUnknown() {
    SupplyRecord unknown = Records.at(PLACE).heading(SupplyRecord.HEADING_UNKNOWN).build();
    assertThat(SupplyRecord.decode(ByteBuffer.wrap(unknown.encode()))).contains(unknown);
  }

  @Test
  void aValueOfAnotherLayoutIsNotRead() {
    byte[] newer = SOME.encode();
    newer[0]++;
    assertThat(SupplyRecord.decode(ByteBuffer.wrap(newer))).isEmpty();
    assertThat(SupplyRecord.decode(ByteBuffer.wrap(new byte[0]))).isEmpty();
    assertThat(SupplyRecord.decode(ByteBuffer.allocate(SupplyRecord.BYTES + 1))).isEmpty();
  }

  @Test
  void itIsReadFromTheMiddleOfABuffer() {
    ByteBuffer buffer = ByteBuffer.allocate(100).put(7, SOME.encode());
    assertThat(SupplyRecord.decode(buffer.position(7).limit(7 + SupplyRecord.BYTES)))
        .contains(SOME);
  }

  @Test
  void itIsFiledUnderTheCellOfItsPosition() {
    assertThat(SOME.cell()).isEqualTo(SupplyCells.of(PLACE));
    assertThat(SOME.position().metersTo(PLACE)).isLessThan(0.02);
  }

  @Test
  void withinASessionTheSequenceDecidesNotTheClock() {
    SupplyRecord earlier =
        Records.at(PLACE).order(1, 7).receivedAt(Instant.ofEpochSecond(2)).dutyVersion(9).build();
    SupplyRecord later =
        Records.at(PLACE).order(1, 8).receivedAt(Instant.ofEpochSecond(1)).dutyVersion(1).build();
    assertThat(later.isNewerThan(earlier)).isTrue();
    assertThat(earlier.isNewerThan(later)).isFalse();
  }

  @Test
  void betweenSessionsTheReceiveTimeDecides() {
    SupplyRecord old = Records.at(PLACE).order(1, 900).build();
    SupplyRecord restarted =
        Records.at(PLACE).order(2, 1).receivedAt(Instant.ofEpochSecond(1)).build();
    assertThat(restarted.isNewerThan(old)).isTrue();
    assertThat(old.isNewerThan(restarted)).isFalse();
  }

  @Test
  void ofOnePingTheHigherDutyVersionDecides() {
    SupplyRecord before = Records.at(PLACE).dutyVersion(1).build();
    SupplyRecord after = Records.at(PLACE).dutyVersion(2).engaged().build();
    assertThat(after.isNewerThan(before)).isTrue();
    assertThat(before.isNewerThan(after)).isFalse();
  }

  @Test
  void whatDoesNotFitIsRefused() {
    Records tooLong = Records.at(PLACE).order(1, SupplyRecord.SEQUENCE_MAX + 1);
    assertThatThrownBy(tooLong::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sequence");
    Records turned = Records.at(PLACE).heading(360);
    assertThatThrownBy(turned::build).hasMessageContaining("headingDeg");
  }

  @Test
  void aKeyNamesItsCell() {
    byte[] key = CellKey.encode(SOME.cell());
    assertThat(key).hasSize(CellKey.BYTES);
    assertThat(CellKey.decode(key)).isEqualTo(SOME.cell());
    assertThat(CellKey.isCell("some-other".getBytes(US_ASCII))).isFalse();
  }

  private static SupplyRecord random(Random random) {
    return new SupplyRecord(
        SupplyCells.leaf(TinyCity.anywhere(random)),
        random.nextLong() >>> 16,
        random.nextInt(),
        random.nextLong() >>> 16,
        random.nextInt(101),
        random.nextInt(361) - 1,
        random.nextBoolean(),
        random.nextBoolean(),
        random.nextLong() >>> 32,
        random.nextInt(1 << 16),
        random.nextInt(1 << 16));
  }
}
