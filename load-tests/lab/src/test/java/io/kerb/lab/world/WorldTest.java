package io.kerb.lab.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kerb.dispatch.policy.DispatchPolicy;
import io.kerb.dispatch.policy.Rematching;
import io.kerb.lab.requests.RideWish;
import io.kerb.lab.world.WorldSettings.ErrorOf;
import io.kerb.location.api.LatLng;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class WorldTest {
  private static final long NOON_S = 1_212_148_800;
  private static final LatLng CENTER = new LatLng(37.78, -122.42);

  @Test
  void oneRiderBesideOneCarWaitsForTheWindowAndTheWay() {
    RideWish wish = wish(NOON_S, 0, 0, 600);
    DayReport report = run(List.of(wish), settings(1, 0, 0, 0, 0), Duration.ofSeconds(10));

    assertThat(report.servedShare()).isEqualTo(1);
    // The only car starts at the only drop-off, 2 km away.
    assertThat(report.waitMeanS()).isCloseTo(PickupTimes.seconds(2_000, 12), within(10.0));
    assertThat(report.emptyKm()).isCloseTo(2, within(0.05));
  }

  @Test
  void theSameSeedGivesTheSameDayAndAnotherSeedAnother() {
    List<RideWish> day = day(400);
    WorldSettings settings = settings(25, 0.2, 0.1, 0.05, 0.05);
    DayReport once = run(day, settings, Duration.ofSeconds(5));
    DayReport again = run(day, settings, Duration.ofSeconds(5));

    assertThat(again).usingRecursiveComparison().ignoringFields("decisionP99Ms").isEqualTo(once);
    DayReport other =
        run(
            day,
            new WorldSettings(25, 0.2, ErrorOf.PAIR, 0.1, 0.05, 0.05, 2),
            Duration.ofSeconds(5));
    assertThat(other.waitMeanS()).isNotEqualTo(once.waitMeanS());
  }

  @Test
  void moreCarsServeMoreRidersSooner() {
    List<RideWish> day = day(400);
    DayReport few = run(day, settings(8, 0, 0, 0, 0), Duration.ofSeconds(5));
    DayReport many = run(day, settings(80, 0, 0, 0, 0), Duration.ofSeconds(5));

    assertThat(few.servedShare()).isLessThan(0.9);
    assertThat(many.servedShare()).isGreaterThan(0.97);
    assertThat(many.waitMeanS()).isLessThan(few.waitMeanS());
    assertThat(few.utilisation()).isGreaterThan(many.utilisation());
  }

  @Test
  void errorsDeclinesCancelsAndDarkCarsEachMakeRidersWaitLongerOrLeave() {
    List<RideWish> day = day(1_500);
    DayReport calm = run(day, settings(260, 0, 0, 0, 0), Duration.ofSeconds(2));

    assertThat(
            List.of(
                run(day, settings(260, 0.5, 0, 0, 0), Duration.ofSeconds(2)),
                run(day, settings(260, 0, 0.4, 0, 0), Duration.ofSeconds(2)),
                run(day, settings(260, 0, 0, 0.4, 0), Duration.ofSeconds(2)),
                run(day, settings(260, 0, 0, 0, 0.4), Duration.ofSeconds(2))))
        .allMatch(
            report ->
                report.waitMeanS() > calm.waitMeanS() * 1.02
                    || report.servedShare() < calm.servedShare() - 0.02);
  }

  @Test
  void matchingTheCarsOnTheirWayAnewServesMoreRidersSooner() {
    List<RideWish> day = day(1_500);
    WorldSettings scarce = settings(70, 0.1, 0.05, 0.05, 0.02);
    DispatchPolicy window = policy(Duration.ofSeconds(2));
    Rematching rules = new Rematching(Duration.ofSeconds(5), Duration.ofSeconds(30), 5);
    DayReport without = new World(day, ZoneOffset.UTC, scarce, window).run();
    DayReport with =
        new World(day, ZoneOffset.UTC, scarce, window.toBuilder().rematching(rules).build()).run();

    assertThat(without.swaps()).isZero();
    assertThat(with.swaps()).isPositive();
    assertThat(with.waitMeanS()).isLessThan(without.waitMeanS());
    assertThat(with.servedShare()).isGreaterThan(without.servedShare());
  }

  private static DayReport run(List<RideWish> wishes, WorldSettings settings, Duration window) {
    return new World(wishes, ZoneOffset.UTC, settings, policy(window)).run();
  }

  private static DispatchPolicy policy(Duration window) {
    return DispatchPolicy.named("test")
        .windowMax(Duration.ZERO)
        .candidatesMax(20)
        .rematching(Rematching.OFF)
        .window(window)
        .ringsM(List.of(1_000, 5_000, 20_000))
        .waitingCreditPerS(0)
        .waitingCreditMax(Duration.ZERO)
        .build();
  }

  private static WorldSettings settings(
      int fleet, double etaError, double declines, double cancels, double dark) {
    return new WorldSettings(fleet, etaError, ErrorOf.PAIR, declines, cancels, dark, 1);
  }

  /** So many riders in two hours, within 3 km of the middle. */
  private static List<RideWish> day(int riders) {
    SplittableRandom random = new SplittableRandom(5);
    List<RideWish> day = new ArrayList<>();
    for (int i = 0; i < riders; i++) {
      day.add(
          wish(
              NOON_S + i * 7_200L / riders,
              random.nextDouble(-3_000, 3_000),
              random.nextDouble(-3_000, 3_000),
              random.nextInt(200, 900)));
    }
    return day;
  }

  /** A ride of 2 km northwards, from so many metres east and north of the middle. */
  private static RideWish wish(long atS, double east, double north, int tripS) {
    return new RideWish(atS, at(east, north), at(east, north + 2_000), tripS);
  }

  private static LatLng at(double east, double north) {
    double degrees = Math.toDegrees(1 / LatLng.EARTH_RADIUS_M);
    return new LatLng(
        CENTER.latitude() + north * degrees,
        CENTER.longitude() + east * degrees / Math.cos(Math.toRadians(CENTER.latitude())));
  }
}
