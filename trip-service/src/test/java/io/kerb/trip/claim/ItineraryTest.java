package io.kerb.trip.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.location.api.TripId;
import io.kerb.trip.store.Slot;
import io.kerb.trip.store.Slot.Binding;
import io.kerb.trip.store.SlotRows;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What fits into a driver's slot, and what comes after what. */
final class ItineraryTest {
  private static final long DRIVER = 42;
  private static final TripId FIRST = trip(1);
  private static final TripId SECOND = trip(2);
  private static final TripId THIRD = trip(3);

  private final Set<TripId> over = new HashSet<>();
  private final Set<TripId> riding = new HashSet<>();
  private final OneRow row = new OneRow();
  private final Slots slots =
      new Slots(row, new Insistence(Clock.systemUTC(), pause -> {}, Duration.ofSeconds(1)));

  private static TripId trip(int number) {
    return new TripId(new UUID(0, number));
  }

  private static UUID attempt(int number) {
    return new UUID(1, number);
  }

  private static final class OneRow implements SlotRows {
    Slot slot = Slot.NEVER_USED;

    @Override
    public Slot findSlot(long holder) {
      return slot;
    }

    @Override
    public Slot swap(long holder, Slot next) {
      if (next.version() == slot.version() + 1) {
        slot = next;
      }
      return slot;
    }
  }

  private Claim claim(TripId trip, int attempt) {
    return slots.claim(
        DRIVER,
        slots.findSlot(DRIVER),
        trip,
        attempt(attempt),
        new Room(over::contains, riding::contains),
        () -> true);
  }

  @Test
  void while_the_rider_is_in_the_car_one_more_trip_fits_behind() {
    claim(FIRST, 1);
    assertThat(claim(SECOND, 2)).isInstanceOf(Claim.Busy.class);
    riding.add(FIRST);
    assertThat(claim(SECOND, 2)).isInstanceOf(Claim.Bound.class);
    assertThat(claim(THIRD, 3)).isInstanceOf(Claim.Busy.class);
    assertThat(row.slot.bindings().map(Binding::trip)).containsExactly(FIRST, SECOND);
  }

  @Test
  void the_next_trip_takes_the_place_of_the_current_one_when_that_ends() {
    claim(FIRST, 1);
    riding.add(FIRST);
    claim(SECOND, 2);
    slots.freeFromTrip(DRIVER, FIRST);
    assertThat(row.slot.current()).isEqualTo(new Binding(SECOND, attempt(2)));
    assertThat(row.slot.next()).isNull();
    slots.freeFromTrip(DRIVER, SECOND);
    assertThat(row.slot.isFree()).isTrue();
  }

  @Test
  void the_place_of_a_trip_that_is_over_is_taken_before_it_is_freed() {
    claim(FIRST, 1);
    riding.add(FIRST);
    claim(SECOND, 2);
    over.add(FIRST);
    // The second is the current one now, and not in the car yet.
    assertThat(claim(THIRD, 3)).isInstanceOf(Claim.Busy.class);
    riding.add(SECOND);
    assertThat(claim(THIRD, 3)).isInstanceOf(Claim.Bound.class);
    assertThat(row.slot.bindings().map(Binding::trip)).containsExactly(SECOND, THIRD);
  }

  @Test
  void a_next_trip_that_is_canceled_leaves_the_current_one() {
    claim(FIRST, 1);
    riding.add(FIRST);
    claim(SECOND, 2);
    slots.freeFromTrip(DRIVER, SECOND);
    assertThat(row.slot.bindings().map(Binding::trip)).containsExactly(FIRST);
  }

  @Test
  void freeing_from_an_attempt_spares_a_later_one_for_the_same_trip() {
    claim(FIRST, 1);
    slots.freeFromAttempt(DRIVER, attempt(1));
    claim(FIRST, 2);
    slots.freeFromAttempt(DRIVER, attempt(1));
    assertThat(row.slot.current()).isEqualTo(new Binding(FIRST, attempt(2)));
  }
}
