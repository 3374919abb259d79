package io.kerb.pricing.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.geometry.S2CellId;
import io.kerb.location.api.Cell;
import org.junit.jupiter.api.Test;

class ProfilesTest {
  private static final long MONDAY = TestDemand.MONDAY;

  private final DemandHistory history = new DemandHistory();

  @Test
  void aDaySaysNothingAboutItself() {
    day(MONDAY, 2);
    day(MONDAY + 1, 2);
    day(MONDAY + 2, 20);
    history.advanceTo((MONDAY + 3) * SlotTime.PER_DAY);

    assertThat(noon(MONDAY + 2)).isCloseTo(2, within(1e-9));
    assertThat(noon(MONDAY + 3)).isGreaterThan(5);
  }

  @Test
  void daysThatWereNotLearnedDoNotCount() {
    day(MONDAY, 2);
    day(MONDAY + 1, 20);
    history.advanceTo((MONDAY + 2) * SlotTime.PER_DAY);

    Profiles profiles = new Profiles(new Grid(history), history, MONDAY + 1);

    assertThat(profiles.at(0, (MONDAY + 2) * SlotTime.PER_DAY + 48)).isCloseTo(2, within(1e-9));
  }

  @Test
  void aCellThatHasSeenLittleBorrowsFromItsDistrict() {
    for (long slot = MONDAY * SlotTime.PER_DAY; slot < (MONDAY + 1) * SlotTime.PER_DAY; slot++) {
      boolean evening = SlotTime.slotOfDay(slot) >= 64;
      history.add(TestDemand.cell(0), slot, evening ? 40 : 5);
    }
    Cell sibling = sibling(TestDemand.cell(0));
    history.add(sibling, MONDAY * SlotTime.PER_DAY + 30, 300);
    history.advanceTo((MONDAY + 1) * SlotTime.PER_DAY);
    Grid grid = new Grid(history);
    int quiet = grid.cell(0).equals(sibling) ? 0 : 1;

    Profiles profiles = new Profiles(grid, history, MONDAY + 1);
    double[] usual = new double[2];
    for (int slot = 50; slot < 60; slot++) {
      usual[0] += sum(profiles, quiet, slot);
      usual[1] += sum(profiles, quiet, slot + 25);
    }

    assertThat(usual[1]).as("the district's evening").isGreaterThan(usual[0]);
  }

  private static Cell sibling(Cell cell) {
    S2CellId first = new S2CellId(cell.id()).parent(11).childBegin(13);
    return new Cell(first.id() == cell.id() ? first.next().id() : first.id());
  }

  private static double sum(Profiles profiles, int cell, int slot) {
    return profiles.at(cell, (MONDAY + 1) * SlotTime.PER_DAY + slot);
  }

  private double noon(long day) {
    Profiles profiles = new Profiles(new Grid(history), history, MONDAY + 3);
    return profiles.at(0, day * SlotTime.PER_DAY + 48);
  }

  private void day(long day, int requestsPerSlot) {
    for (long slot = day * SlotTime.PER_DAY; slot < (day + 1) * SlotTime.PER_DAY; slot++) {
      history.add(TestDemand.cell(0), slot, requestsPerSlot);
    }
  }
}
