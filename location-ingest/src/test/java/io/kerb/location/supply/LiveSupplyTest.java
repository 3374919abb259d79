package io.kerb.location.supply;

import static io.kerb.location.TinyMarkets.north;
import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.location.TinyMarkets;
import io.kerb.location.api.LatLng;
import io.kerb.location.index.SupplyCells;
import io.kerb.location.index.SupplyRecord;
import io.kerb.location.index.SupplyWrite;
import io.kerb.location.index.SupplyWrite.Put;
import io.kerb.location.index.SupplyWrite.Remove;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LiveSupplyTest {
  private static final Instant START = Instant.parse("2026-05-01T08:00:00Z");
  private static final LatLng HERE = TinyMarkets.CENTER;
  private static final LatLng NEXT_CELL = north(600);
  private static final int MAX = 1_000;

  private final LiveSupply supply = new LiveSupply();
  private Instant now = START;

  @Test
  void ofManyPingsBetweenTwoWritesOnlyTheNewestIsWritten() {
    supply.take(ping(1, 1, HERE));
    supply.take(ping(1, 2, north(10)));
    supply.take(ping(1, 3, north(20)));
    assertThat(write()).singleElement().isEqualTo(new Put(1, record(1, 3, north(20))));
    assertThat(write()).isEmpty();
  }

  @Test
  void duplicatesAndOldPingsChangeNothing() {
    supply.take(ping(1, 5, HERE));
    write();
    supply.take(ping(1, 5, NEXT_CELL));
    supply.take(ping(1, 4, NEXT_CELL));
    assertThat(write()).isEmpty();
  }

  @Test
  void aBacklogIsNotIndexedButKeepsItsPlaceInTheOrder() {
    supply.take(ping(1, 1, HERE));
    supply.take(backlog(1, 7, NEXT_CELL));
    assertThat(write()).containsExactly(new Put(1, record(1, 1, HERE)));
    supply.take(ping(1, 6, NEXT_CELL));
    assertThat(write()).isEmpty();
  }

  @Test
  void aMoveLeavesTheOldCellOnlyAfterTheGrace() {
    supply.take(ping(1, 1, HERE));
    write();
    supply.take(ping(1, 2, NEXT_CELL));
    assertThat(write()).containsExactly(new Put(1, record(1, 2, NEXT_CELL)));
    after(LiveSupply.GRACE.minusMillis(1));
    assertThat(write()).isEmpty();
    after(Duration.ofMillis(1));
    assertThat(write()).containsExactly(new Remove(1, SupplyCells.of(HERE)));
  }

  @Test
  void whoComesBackWithinTheGraceIsNotRemoved() {
    supply.take(ping(1, 1, HERE));
    write();
    supply.take(ping(1, 2, NEXT_CELL));
    write();
    supply.take(ping(1, 3, HERE));
    write();
    after(LiveSupply.GRACE);
    assertThat(write()).containsExactly(new Remove(1, SupplyCells.of(NEXT_CELL)));
  }

  @Test
  void theOldCellIsKeptWhileTheNewOneCannotBeWritten() {
    supply.take(ping(1, 1, HERE));
    write();
    supply.take(ping(1, 2, NEXT_CELL));
    assertThat(writeFailing()).hasSize(1);
    after(LiveSupply.GRACE);
    assertThat(write()).containsExactly(new Put(1, record(1, 2, NEXT_CELL)));
    after(LiveSupply.GRACE);
    assertThat(write()).containsExactly(new Remove(1, SupplyCells.of(HERE)));
  }

  @Test
  void aFailedWriteThatMayHaveBeenAppliedIsCleanedUp() {
    supply.take(ping(1, 1, HERE));
    writeFailing();
    supply.take(ping(1, 2, NEXT_CELL));
    write();
    after(LiveSupply.GRACE);
    assertThat(write()).containsExactly(new Remove(1, SupplyCells.of(HERE)));
  }

  @Test
  void aFailedRemovalIsRepeated() {
    supply.take(ping(1, 1, HERE));
    write();
    supply.take(ping(1, 2, NEXT_CELL));
    write();
    after(LiveSupply.GRACE);
    assertThat(writeFailing()).hasSize(1);
    after(LiveSupply.GRACE);
    assertThat(write()).containsExactly(new Remove(1, SupplyCells.of(HERE)));
    after(LiveSupply.GRACE);
    assertThat(write()).isEmpty();
  }

  @Test
  void cellsPassedDuringTheReplayAreCleanedUp() {
    // The indexer before us may have written the driver to any of them.
    supply.take(ping(1, 1, HERE));
    supply.take(ping(1, 2, NEXT_CELL));
    supply.take(ping(1, 3, north(1_200)));
    assertThat(write()).containsExactly(new Put(1, record(1, 3, north(1_200))));
    after(LiveSupply.GRACE);
    assertThat(write())
        .containsExactlyInAnyOrder(
            new Remove(1, SupplyCells.of(HERE)), new Remove(1, SupplyCells.of(NEXT_CELL)));
  }

  @Test
  void dutyReachesTheIndexWithoutWaitingForAPing() {
    supply.take(ping(1, 1, HERE));
    write();
    supply.take(duty(1, true, false, 1));
    List<SupplyWrite> writes = write();
    assertThat(writes).hasSize(1);
    SupplyRecord record = ((Put) writes.get(0)).record();
    assertThat(record.onDuty()).isTrue();
    assertThat(record.productBits()).isEqualTo(0b01);
    assertThat(record.dutyVersion()).isEqualTo(1);
  }

  @Test
  void dutyThatCameBeforeTheFirstPingCounts() {
    supply.take(duty(1, true, true, 4));
    assertThat(write()).isEmpty();
    supply.take(ping(1, 1, HERE));
    assertThat(((Put) write().get(0)).record().engaged()).isTrue();
  }

  @Test
  void anOldVersionOfDutyChangesNothing() {
    supply.take(ping(1, 1, HERE));
    supply.take(duty(1, true, false, 5));
    write();
    supply.take(duty(1, false, false, 4));
    supply.take(duty(1, false, false, 5));
    assertThat(write()).isEmpty();
  }

  @Test
  void whoseDutyIsUnknownIsOffDuty() {
    supply.take(ping(1, 1, HERE));
    assertThat(((Put) write().get(0)).record().onDuty()).isFalse();
  }

  @Test
  void whoGoesDarkLeavesTheIndexAndComesBackWithTheNextPing() {
    supply.take(duty(1, true, false, 1));
    supply.take(ping(1, 1, HERE));
    write();
    after(LiveSupply.DARK);
    assertThat(supply.sweep(now)).isZero();
    after(Duration.ofMillis(1));
    assertThat(supply.sweep(now)).isEqualTo(1);
    assertThat(write()).containsExactly(new Remove(1, SupplyCells.of(HERE)));
    assertThat(supply.live()).isZero();
    supply.take(ping(1, 2, HERE));
    assertThat(((Put) write().get(0)).record().onDuty()).isTrue();
  }

  @Test
  void aShardThatCameBackEmptyIsWrittenAgain() {
    supply.take(ping(1, 1, HERE));
    supply.take(ping(2, 1, NEXT_CELL));
    write();
    supply.rewrite(cell -> cell == SupplyCells.of(HERE));
    assertThat(write()).containsExactly(new Put(1, record(1, 1, HERE)));
  }

  @Test
  void whatAnotherIndexerAnswersForIsLeftToIt() {
    supply.take(ping(1, 1, HERE));
    supply.forget(Set.of(0));
    assertThat(write()).isEmpty();
    assertThat(supply.live()).isZero();
  }

  @Test
  void aBatchHasItsBoundAndTheRestFollows() {
    for (long driver = 1; driver <= 10; driver++) {
      supply.take(ping(driver, 1, HERE));
    }
    List<SupplyWrite> first = supply.drain(now, 7);
    supply.settle(first, List.of(), now);
    assertThat(first).hasSize(7);
    assertThat(write()).hasSize(3);
  }

  private List<SupplyWrite> write() {
    List<SupplyWrite> batch = supply.drain(now, MAX);
    supply.settle(batch, List.of(), now);
    return batch;
  }

  private List<SupplyWrite> writeFailing() {
    List<SupplyWrite> batch = supply.drain(now, MAX);
    supply.settle(batch, batch, now);
    return batch;
  }

  private void after(Duration time) {
    now = now.plus(time);
  }

  private SeenPing ping(long driver, long sequence, LatLng place) {
    return new SeenPing(
        driver, 0, 0, 1, sequence, SupplyCells.leaf(place), 90, 100, START.toEpochMilli(), false);
  }

  private SeenPing backlog(long driver, long sequence, LatLng place) {
    return new SeenPing(
        driver, 0, 0, 1, sequence, SupplyCells.leaf(place), 90, 100, START.toEpochMilli(), true);
  }

  private static SeenDuty duty(long driver, boolean onDuty, boolean engaged, long version) {
    return new SeenDuty(driver, 0, 0, onDuty, engaged, 0b01, version);
  }

  private static SupplyRecord record(int session, long sequence, LatLng place) {
    return new SupplyRecord(
        SupplyCells.leaf(place),
        START.toEpochMilli(),
        session,
        sequence,
        100,
        90,
        false,
        false,
        0,
        0,
        0);
  }
}
