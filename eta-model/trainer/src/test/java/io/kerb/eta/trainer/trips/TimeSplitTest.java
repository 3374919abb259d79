package io.kerb.eta.trainer.trips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kerb.location.api.LatLng;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimeSplitTest {
  private static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");
  private static final LatLng PLACE = new LatLng(37.7, -122.4);

  @Test
  void theLastWholeLocalDaysJudge() {
    TimeSplit split = TimeSplit.ofLastDays(days(14), ZONE);

    assertThat(split.before()).hasSize(12 * 24);
    assertThat(split.after()).hasSize(2 * 24);
    assertThat(split.after().get(0).pickupAt(ZONE).getHour()).isZero();
  }

  @Test
  void yearsOfTripsAreJudgedOnAWeek() {
    assertThat(TimeSplit.ofLastDays(days(100), ZONE).after()).hasSize(7 * 24);
  }

  @Test
  void aPartWithoutTripsIsRefused() {
    assertThatThrownBy(() -> TimeSplit.ofLastDays(days(1), ZONE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 trips before");
  }

  private static List<FinishedTrip> days(int days) {
    long first = LocalDate.of(2026, 5, 1).atStartOfDay(ZONE).toEpochSecond();
    List<FinishedTrip> trips = new ArrayList<>();
    for (int hour = 0; hour < days * 24; hour++) {
      trips.add(new FinishedTrip(first + hour * 3600L, PLACE, PLACE, 60));
    }
    return trips;
  }
}
