package io.kerb.eta.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kerb.eta.api.DriveTime;
import io.kerb.eta.residual.Drive;
import io.kerb.eta.residual.ModelDirectory;
import io.kerb.eta.time.DriveTimes;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.Market;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.Markets;
import io.kerb.location.api.Product;
import io.kerb.location.api.ProductId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EtaModelsTest {
  private static final Instant NOW = Instant.parse("2026-06-03T12:30:00Z");
  private static final MarketId BAY = new MarketId("bay");
  private static final String ROADS = "0123456789abcdef-urban-1";
  private static final LatLng HERE = new LatLng(37.78, -122.41);
  private static final LatLng THERE = new LatLng(37.76, -122.42);
  private static final Drive DRIVE = new Drive(HERE, THERE, 300);

  @TempDir private Path folder;
  private ModelDirectory directory;
  private EtaModels models;

  @BeforeEach
  void open() {
    directory = new ModelDirectory(folder.resolve("bay"));
    models = new EtaModels(folder, markets(), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @Test
  void without_a_promoted_model_there_is_none() {
    poll();
    assertThat(models.findTimes(BAY, ROADS)).isEmpty();

    directory.add(FlatModel.of(2, ROADS));
    poll();

    assertThat(models.findTimes(BAY, ROADS)).as("written, but not promoted").isEmpty();
    assertThat(state())
        .isEqualTo(new EtaModels.State(Optional.empty(), Optional.empty(), Optional.empty()));
  }

  @Test
  void a_promoted_model_makes_median_mean_and_range() {
    Path artifact = promote(2);
    directory.addCard(artifact, "MAE 99 s");

    poll();

    DriveTime time = times().ofWay(List.of(DRIVE));
    assertThat(time.medianS()).isEqualTo(660);
    assertThat(time.meanS()).isEqualTo(792);
    assertThat(time.range())
        .contains(
            new DriveTime.Range(Math.round(660 * Math.exp(-0.2)), Math.round(660 * Math.exp(0.2))));
    assertThat(times().medianOfEachS(List.of(DRIVE, DRIVE)))
        .containsExactly(new double[] {660, 660}, within(0.1));
    EtaModels.InUse used = state().inUse().orElseThrow();
    assertThat(artifact.getFileName().toString()).isEqualTo(used.version() + ".model");
    assertThat(used.version()).isEqualTo("eta-" + used.checksum().substring(0, 12));
    assertThat(used.checksum()).hasSize(64);
    assertThat(used.card()).isEqualTo("MAE 99 s");
    assertThat(used.loadedAt()).isEqualTo(NOW);
  }

  @Test
  void the_next_promoted_model_takes_over_and_an_older_one_may_come_back() {
    Path first = promote(2);
    poll();
    promote(3);
    poll();
    assertThat(median()).isEqualTo(990);

    directory.promote(first);
    poll();

    assertThat(median()).isEqualTo(660);
  }

  @Test
  void what_did_not_change_is_not_read_again() {
    promote(2);
    poll();
    DriveTimes loaded = times();

    poll();

    assertThat(times()).isEqualTo(loaded);
  }

  @Test
  void a_damaged_model_is_refused_and_the_one_before_stays() throws IOException {
    promote(2);
    poll();
    Path broken = promote(3);
    byte[] whole = Files.readAllBytes(broken);
    byte[] damaged = whole.clone();
    damaged[whole.length / 2] ^= 1;
    Files.write(broken, damaged);

    poll();

    assertThat(median()).isEqualTo(660);
    assertThat(state().refusal().orElseThrow().reason())
        .contains(broken.toString())
        .contains("damaged");

    Files.write(broken, whole);
    Files.setLastModifiedTime(broken, FileTime.from(NOW));
    poll();

    assertThat(median()).as("mended under its name").isEqualTo(990);
    assertThat(state().refusal()).isEmpty();
  }

  @Test
  void an_artifact_that_is_missing_or_named_wrongly_is_refused_by_name() throws IOException {
    promote(2);
    poll();
    Path current = folder.resolve("bay").resolve("current");

    Files.writeString(current, "eta-000000000000.model\n");
    poll();
    assertThat(state().refusal().orElseThrow().reason()).contains("eta-000000000000.model");

    Files.writeString(current, "../../etc/passwd\n");
    poll();
    assertThat(state().refusal().orElseThrow().reason()).contains("../../etc/passwd");
    assertThat(median()).isEqualTo(660);
  }

  @Test
  void a_model_of_other_roads_is_refused_until_the_market_drives_on_them() {
    directory.promote(directory.add(FlatModel.of(2, "other-roads")));

    poll();

    assertThat(models.findTimes(BAY, ROADS)).isEmpty();
    assertThat(state().refusal().orElseThrow().reason()).contains("other-roads").contains(ROADS);

    models.poll(market -> "other-roads");
    assertThat(models.findTimes(BAY, "other-roads")).isPresent();
  }

  @Test
  void when_the_roads_are_exchanged_the_model_of_the_old_ones_is_not_asked() {
    promote(2);
    poll();

    assertThat(models.findTimes(BAY, "new-roads")).isEmpty();
    assertThat(models.stateOf(BAY, "new-roads").inUse().orElseThrow().fits()).isFalse();
  }

  @Test
  void a_model_that_is_not_promoted_any_more_is_withdrawn() throws IOException {
    promote(2);
    poll();

    Files.delete(folder.resolve("bay").resolve("current"));
    poll();

    assertThat(models.findTimes(BAY, ROADS)).isEmpty();
  }

  @Test
  void a_new_model_is_told_of_the_drives_that_finished_before_it() {
    models.hear(BAY, finished(NOW.minusSeconds(4 * 3_600), ROADS));
    models.hear(BAY, finished(NOW.minusSeconds(600), "other-roads"));
    models.hear(BAY, finished(NOW.minusSeconds(500), ROADS));
    promote(2);
    poll();
    models.hear(BAY, finished(NOW.minusSeconds(400), ROADS));

    assertThat(state().inUse().orElseThrow().liveTrips()).isEqualTo(2);
  }

  @Test
  void what_riders_were_shown_is_compared_with_what_their_rides_took() {
    for (double shown : new double[] {540, 600, 780}) {
      models.hear(
          BAY,
          new FinishedDrive(DRIVE, ROADS, NOW.minusSeconds(700), NOW.minusSeconds(100), shown));
    }

    ShownError error = state().shown().orElseThrow();

    assertThat(error.trips()).isEqualTo(3);
    assertThat(error.medianAbsoluteS()).isEqualTo(60);
    assertThat(error.biasShare()).isCloseTo(120.0 / 1_800, within(1e-9));
  }

  @Test
  void a_way_with_stops_is_the_sum_of_its_drives() {
    promote(2);
    poll();

    DriveTime way = times().ofWay(List.of(DRIVE, new Drive(THERE, HERE, 100)));

    assertThat(way.medianS()).isEqualTo(880);
    assertThat(way.meanS()).isEqualTo(1_056);
  }

  @Test
  void a_window_of_too_many_drives_is_calibrated_without_the_trees() {
    promote(2);
    poll();

    assertThat(times().medianOfEachS(Collections.nCopies(LearnedTimes.SCORED_MAX + 1, DRIVE)))
        .hasSize(LearnedTimes.SCORED_MAX + 1)
        .satisfies(all -> assertThat(all[0]).isCloseTo(600, within(0.1)));
  }

  @Test
  void questions_under_way_see_one_model_or_the_other() throws Exception {
    Path two = promote(2);
    Path three = directory.add(FlatModel.of(3, ROADS));
    poll();
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService askers = Executors.newFixedThreadPool(2);
    try {
      List<Future<Boolean>> answers =
          List.of(askers.submit(() -> askUntil(done)), askers.submit(() -> askUntil(done)));
      for (int i = 0; i < 40; i++) {
        directory.promote(i % 2 == 0 ? three : two);
        poll();
      }
      done.set(true);
      for (Future<Boolean> answer : answers) {
        assertThat(answer.get()).isTrue();
      }
    } finally {
      askers.shutdownNow();
    }
  }

  private boolean askUntil(AtomicBoolean done) {
    boolean right = true;
    while (!done.get()) {
      long median = median();
      right &= median == 660 || median == 990;
    }
    return right;
  }

  private static FinishedDrive finished(Instant at, String roads) {
    return new FinishedDrive(DRIVE, roads, at.minusSeconds(600), at, 500);
  }

  private Path promote(double factor) {
    Path artifact = directory.add(FlatModel.of(factor, ROADS));
    directory.promote(artifact);
    return artifact;
  }

  private void poll() {
    models.poll(market -> ROADS);
  }

  private long median() {
    return times().ofWay(List.of(DRIVE)).medianS();
  }

  private DriveTimes times() {
    return models.findTimes(BAY, ROADS).orElseThrow();
  }

  private EtaModels.State state() {
    return models.stateOf(BAY, ROADS);
  }

  private static Markets markets() {
    return new Markets(
        List.of(
            new Market(
                BAY,
                "Bay",
                List.of(
                    new LatLng(37.7, -122.5),
                    new LatLng(37.7, -122.3),
                    new LatLng(37.9, -122.3),
                    new LatLng(37.9, -122.5)),
                ZoneId.of("America/Los_Angeles"),
                Currency.getInstance("USD"),
                List.of(new Product(new ProductId("standard"), "Standard", 4)),
                0,
                new Market.PartitionRange(0, 1))));
  }
}
