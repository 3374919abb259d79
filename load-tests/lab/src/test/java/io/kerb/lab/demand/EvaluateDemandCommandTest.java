package io.kerb.lab.demand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.kerb.lab.requests.BadRequestFileException;
import io.kerb.pricing.forecast.SlotTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateDemandCommandTest {
  private static final String HEADER = "pickup_epoch,plat,plng\n";
  private static final Instant MONDAY = Instant.parse("2026-06-01T00:00:00Z");
  private static final SlotTime UTC = new SlotTime(ZoneId.of("UTC"));
  private static final int QUARTERS = 96;

  @TempDir Path directory;

  @Test
  void aSteadyCityIsForecastByAll() throws IOException {
    DemandReport report = trial(quarters(0, 7 * QUARTERS), quarters(7 * QUARTERS, 8 * QUARTERS));

    assertThat(report.cells()).isEqualTo(1);
    assertThat(report.slots()).isEqualTo(QUARTERS);
    assertThat(report.pickups()).isEqualTo(QUARTERS);
    assertThat(report.persistence()).isZero();
    assertThat(report.hourOfWeek()).isZero();
    assertThat(report.model()).isCloseTo(0, within(0.02));
    assertThat(report.biasShare()).isCloseTo(0, within(0.02));
    assertThat(report.ahead(3)).isCloseTo(0, within(0.02));
    // Were the mean of 1 the truth of a Poisson process: 2/e.
    assertThat(report.poissonFloor()).isCloseTo(0.7358, within(0.01));
  }

  @Test
  void emptySlotsOfTheTestCount() throws IOException {
    // A week of a pickup per quarter; then one at the day's begin and one at its end.
    List<Long> test = List.of(7L * QUARTERS, 8L * QUARTERS - 1);

    DemandReport report = trial(quarters(0, 7 * QUARTERS), test);

    assertThat(report.slots()).isEqualTo(QUARTERS);
    assertThat(report.hourOfWeek()).isCloseTo((QUARTERS - 2) / 2.0, within(1e-9));
    assertThat(report.persistence())
        .as("1 too many in the second, 1 missed in the last")
        .isEqualTo(1);
  }

  @Test
  void hoursBeforeTheTrainingBeginsWereNotEmpty() throws IOException {
    List<Long> train = quarters(12, 7 * QUARTERS);
    List<Long> test = quarters(7 * QUARTERS, 8 * QUARTERS);

    // Monday from 0 to 3 is not in the training; the other days' hours stand in.
    assertThat(trial(train, test).hourOfWeek()).isZero();
  }

  @Test
  void aTestThatDoesNotFollowTheTrainingIsRefused() {
    assertThatThrownBy(() -> trial(quarters(96, 192), quarters(0, 96)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("wrong order");
  }

  @Test
  void aTrainingLongerThanTheHistoryIsRefused() {
    assertThatThrownBy(
            () -> trial(quarters(0, 40 * QUARTERS), quarters(40 * QUARTERS, 41 * QUARTERS)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("28 days");
  }

  @Test
  void tooFewPickupsAreRefused() {
    assertThatThrownBy(() -> trial(List.of(0L, 5L), List.of(96L)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("50 pickups a day");
  }

  @Test
  void aBadLineIsNamed() throws IOException {
    Path file = Files.writeString(directory.resolve("bad.csv"), HEADER + "1,2,3\n1,91.5,3\n");

    assertThatThrownBy(() -> Pickup.read(file))
        .isInstanceOf(BadRequestFileException.class)
        .hasMessageContaining("line 3")
        .hasMessageContaining("91.5");
  }

  /** The bar of the San Francisco trips, on an inner split: the later days are left for judging. */
  @Test
  void realTripsAreForecastBelowBothBaselines() {
    String data = System.getenv("KERB_DATA");
    Path file =
        Path.of(data == null ? "../../../shared/data" : data)
            .resolve("sf_trips_2008-05-17_06-02.csv.gz");
    assumeThat(file).as("needs the shared data; set KERB_DATA to its folder").exists();
    Instant split = Instant.parse("2008-05-28T07:00:00Z");
    Instant end = Instant.parse("2008-05-31T07:00:00Z");
    List<Pickup> all = Pickup.read(file);

    DemandReport report =
        new DemandTrial(
                new SlotTime(ZoneId.of("America/Los_Angeles")),
                all.stream().filter(pickup -> pickup.at().isBefore(split)).toList(),
                all.stream()
                    .filter(pickup -> !pickup.at().isBefore(split) && pickup.at().isBefore(end))
                    .toList())
            .run();

    assertThat(report.model()).isLessThan(0.88 * report.persistence());
    assertThat(report.model()).isLessThan(0.88 * report.hourOfWeek());
    assertThat(report.biasShare()).isBetween(-0.05, 0.05);
  }

  private DemandReport trial(List<Long> train, List<Long> test) throws IOException {
    return new DemandTrial(
            UTC, Pickup.read(file("train.csv", train)), Pickup.read(file("test.csv", test)))
        .run();
  }

  private static List<Long> quarters(int from, int to) {
    return LongStream.range(from, to).boxed().toList();
  }

  /** One pickup in each of these quarters after {@link #MONDAY}, all at one place. */
  private Path file(String name, List<Long> quarters) throws IOException {
    String lines =
        quarters.stream()
            .map(quarter -> MONDAY.getEpochSecond() + quarter * 900 + ",41.15,-8.61\n")
            .collect(Collectors.joining());
    return Files.writeString(directory.resolve(name), HEADER + lines);
  }
}
