package io.kerb.pricing.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.geometry.S2CellId;
import io.kerb.location.api.Cell;
import org.junit.jupiter.api.Test;

class DemandHistoryTest {
  private static final long DAY = TestDemand.MONDAY;
  private static final long NOON = DAY * SlotTime.PER_DAY + 48;
  private static final Cell HERE = TestDemand.cell(0);

  private final DemandHistory history = new DemandHistory();

  @Test
  void requestsAreCountedPerCellAndSlot() {
    history.add(HERE, NOON);
    history.add(HERE, NOON);
    history.add(HERE, NOON + 1, 5);
    history.add(TestDemand.cell(1), NOON);

    assertThat(history.count(HERE, NOON)).isEqualTo(2);
    assertThat(history.count(HERE, NOON + 1)).isEqualTo(5);
    assertThat(history.count(TestDemand.cell(1), NOON)).isEqualTo(1);
    assertThat(history.next()).as("the slot of the newest is not over").isEqualTo(NOON + 1);
  }

  @Test
  void aLateRequestOfAnEarlierSlotCountsThere() {
    history.add(HERE, NOON);
    history.add(HERE, NOON - 200);

    assertThat(history.count(HERE, NOON - 200)).isEqualTo(1);
    assertThat(history.next()).isEqualTo(NOON);
  }

  @Test
  void aDayThatLeavesTheHistoryMakesRoomForANewOne() {
    history.add(HERE, NOON);
    long later = NOON + (long) (DemandHistory.DAYS + 1) * SlotTime.PER_DAY;
    history.add(TestDemand.cell(1), later - SlotTime.PER_DAY);
    assertThat(history.cells()).contains(HERE);

    history.advanceTo(later);

    assertThat(history.count(HERE, later)).isZero();
    assertThat(history.cells()).as("a cell without requests is forgotten").doesNotContain(HERE);
    assertThat(history.add(HERE, NOON)).as("too old").isFalse();
  }

  @Test
  void aLeapOverTheWholeHistoryForgetsIt() {
    history.add(HERE, NOON);
    long later = NOON + 400L * SlotTime.PER_DAY;

    history.advanceTo(later);

    assertThat(history.cells()).isEmpty();
    assertThat(history.next()).isEqualTo(later);
  }

  @Test
  void cellsBeyondTheMostAreNotCounted() {
    S2CellId id = new S2CellId(HERE.id());
    for (int i = 0; i < DemandHistory.CELLS_MAX; i++) {
      assertThat(history.add(new Cell(id.id()), NOON)).isTrue();
      id = id.next();
    }

    assertThat(history.add(new Cell(id.id()), NOON)).isFalse();
    assertThat(history.add(HERE, NOON)).as("a known cell still counts").isTrue();
    assertThat(history.cells()).hasSize(DemandHistory.CELLS_MAX);
  }
}
