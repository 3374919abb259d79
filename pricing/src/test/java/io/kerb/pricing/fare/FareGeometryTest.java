package io.kerb.pricing.fare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kerb.location.api.LatLng;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A gate stands across the equator at longitude 0.1; an area lies from 0.10 to 0.12. */
class FareGeometryTest {
  private static final LatLng SOUTH = new LatLng(-0.01, 0.1);
  private static final LatLng NORTH = new LatLng(0.01, 0.1);
  private static final Area AREA = new Area(at(0.01, 0.10, 0.01, 0.12, -0.01, 0.12, -0.01, 0.10));

  @Test
  void aWayThatCrossesTheGatePassesIt() {
    assertThat(gate(Gate.Towards.BOTH).times(eastward(0.05, 0.15))).isEqualTo(1);
    assertThat(gate(Gate.Towards.BOTH).times(eastward(0.05, 0.15, 0.05))).isEqualTo(2);
    assertThat(gate(Gate.Towards.BOTH).times(eastward(0.05, 0.09))).isZero();
    assertThat(gate(Gate.Towards.BOTH).times(course(0.02, 0.05, 0.02, 0.15))).isZero();
  }

  @Test
  void aGateThatIsPaidOneWayIsFreeTheOther() {
    // From south to north, east is on the right.
    assertThat(gate(Gate.Towards.RIGHT).times(eastward(0.05, 0.15))).isEqualTo(1);
    assertThat(gate(Gate.Towards.LEFT).times(eastward(0.05, 0.15))).isZero();
    assertThat(gate(Gate.Towards.LEFT).times(eastward(0.15, 0.05))).isEqualTo(1);
    assertThat(gate(Gate.Towards.RIGHT).times(eastward(0.05, 0.15, 0.05, 0.15))).isEqualTo(2);
  }

  @Test
  void aPointOfTheWayOnTheGateItselfCountsOnce() {
    assertThat(gate(Gate.Towards.BOTH).times(eastward(0.05, 0.1, 0.15))).isEqualTo(1);
    assertThat(gate(Gate.Towards.RIGHT).times(eastward(0.05, 0.1, 0.15))).isEqualTo(1);
    // Also on a bend of the gate.
    Gate bent = new Gate(List.of(SOUTH, new LatLng(0, 0.1), NORTH), Gate.Towards.BOTH);
    assertThat(bent.times(eastward(0.05, 0.1, 0.15))).isEqualTo(1);
  }

  @Test
  void anAreaCountsItsEntriesAndAStartInside() {
    assertThat(AREA.times(eastward(0.05, 0.11))).isEqualTo(1);
    assertThat(AREA.times(eastward(0.05, 0.15))).isEqualTo(1);
    assertThat(AREA.times(eastward(0.05, 0.15, 0.05))).isEqualTo(2);
    assertThat(AREA.times(eastward(0.11, 0.15))).isEqualTo(1);
    assertThat(AREA.times(eastward(0.11, 0.15, 0.11))).isEqualTo(2);
    assertThat(AREA.times(eastward(0.11, 0.115))).isEqualTo(1);
    assertThat(AREA.times(eastward(0.05, 0.09))).isZero();
    // A corner is cut by one segment that has no point inside.
    assertThat(AREA.times(course(-0.012, 0.117, 0.0, 0.125))).isEqualTo(1);
  }

  @Test
  void entriesAreThoseOfAWalkInSmallSteps() {
    long seed = 4;
    Random random = new Random(seed);
    for (int walk = 0; walk < 300; walk++) {
      LatLng[] way = new LatLng[8];
      for (int i = 0; i < way.length; i++) {
        way[i] = new LatLng(-0.02 + random.nextDouble() * 0.04, 0.09 + random.nextDouble() * 0.04);
      }
      assertThat(AREA.times(course(Arrays.asList(way))))
          .as("seed %d walk %d", seed, walk)
          .isEqualTo(steppedEntries(way));
    }
  }

  @Test
  void aPolygonIsTheSameInEitherOrderOfItsCorners() {
    Area turned = new Area(at(-0.01, 0.10, -0.01, 0.12, 0.01, 0.12, 0.01, 0.10));

    assertThat(turned.contains(new LatLng(0, 0.11))).isTrue();
    assertThat(turned.contains(new LatLng(0, 0.13))).isFalse();
  }

  @Test
  void twoCornersOrALoopThatCrossesItselfAreNoPolygon() {
    assertThatThrownBy(() -> new Area(at(0, 0, 1, 1))).hasMessageContaining("3 corners");
    assertThatThrownBy(() -> new Area(at(0, 0, 0.1, 0.1, 0, 0.1, 0.1, 0)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no polygon");
  }

  /** By a thousand points on each segment; the area is small and flat enough for a rectangle. */
  private static int steppedEntries(LatLng[] way) {
    int entries = 0;
    boolean inside = false;
    for (int i = 1; i < way.length; i++) {
      for (int step = 0; step <= 1_000; step++) {
        double share = step / 1_000.0;
        double latitude = way[i - 1].latitude() * (1 - share) + way[i].latitude() * share;
        double longitude = way[i - 1].longitude() * (1 - share) + way[i].longitude() * share;
        boolean now = Math.abs(latitude) < 0.01 && longitude > 0.10 && longitude < 0.12;
        entries += now && !inside ? 1 : 0;
        inside = now;
      }
    }
    return entries;
  }

  private static Gate gate(Gate.Towards towards) {
    return new Gate(List.of(SOUTH, NORTH), towards);
  }

  private static Course eastward(double... longitudes) {
    return course(Arrays.stream(longitudes).mapToObj(lng -> new LatLng(0, lng)).toList());
  }

  private static Course course(double... coordinates) {
    return course(at(coordinates));
  }

  private static Course course(List<LatLng> way) {
    return new Course(way.get(0), List.of(way.get(way.size() - 1)), way);
  }

  private static List<LatLng> at(double... coordinates) {
    LatLng[] places = new LatLng[coordinates.length / 2];
    for (int i = 0; i < places.length; i++) {
      places[i] = new LatLng(coordinates[2 * i], coordinates[2 * i + 1]);
    }
    return List.of(places);
  }
}
