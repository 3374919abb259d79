package io.kerb.eta.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kerb.eta.adapter.SpeedsFile;
import io.kerb.eta.api.MarketRoads.State;
import io.kerb.eta.network.RoadNetwork;
import io.kerb.eta.network.TinyExtracts;
import io.kerb.eta.speed.LearnedSpeeds;
import io.kerb.eta.speed.LearnedSpeeds.ClassSpeed;
import io.kerb.location.api.LatLng;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadingNetworkTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-03T03:30:00Z"), ZoneOffset.UTC);

  @TempDir Path directory;
  private Path osm;
  private ReloadingNetwork network;

  @BeforeEach
  void open() {
    osm = TinyExtracts.write(directory.resolve("city.osm"), 6);
    network = new ReloadingNetwork(new RoadSource(osm, directory.resolve("cache")), CLOCK);
  }

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void theFirstNetworkIsVersionOne() {
    State state = network.state();

    assertThat(state.osmFile()).endsWith("city.osm");
    assertThat(state.version()).isEqualTo(1);
    assertThat(state.checksum()).isEqualTo(RoadNetwork.checksumOf(osm));
    assertThat(state.loadedAt()).isEqualTo(CLOCK.instant());
    assertThat(state.reloading()).isFalse();
    assertThat(state.refusal()).isEmpty();
  }

  @Test
  void aChangedFileIsTakenAtTheSecondGlance() {
    TinyExtracts.write(osm, 9);

    network.poll();
    assertThat(junctions()).isLessThan(40);
    network.poll();

    assertThat(junctions()).isGreaterThan(80);
    assertThat(network.state().version()).isEqualTo(2);
    assertThat(network.state().checksum()).isEqualTo(RoadNetwork.checksumOf(osm));
  }

  @Test
  void whoeverAsksGetsAChangedFileAtOnce() {
    TinyExtracts.write(osm, 9);
    assertThat(network.askForReload()).isTrue();
    assertThat(network.askForReload()).as("asked already").isFalse();
    assertThat(network.state().reloading()).isTrue();

    network.reload();

    assertThat(junctions()).isGreaterThan(80);
    assertThat(network.state().reloading()).isFalse();
    assertThat(network.askForReload()).isTrue();
  }

  @Test
  void aBrokenFileIsRefusedAndTheRoadsBeforeItStay() throws IOException {
    String checksum = network.state().checksum();
    Files.writeString(osm, "<?xml version='1.0'?><osm version='0.6'><node id='1'");

    network.poll();
    network.poll();

    assertThat(network.state().refusal().orElseThrow().reason()).contains("city.osm");
    assertThat(network.state().refusal().orElseThrow().at()).isEqualTo(CLOCK.instant());
    assertThat(network.state().version()).isEqualTo(1);
    assertThat(network.state().checksum()).isEqualTo(checksum);
    assertThat(junctions()).isBetween(36, 40);

    TinyExtracts.write(osm, 9);
    network.poll();
    network.poll();
    assertThat(junctions()).isGreaterThan(80);
    assertThat(network.state().refusal()).isEmpty();
  }

  @Test
  void aRefusalEndsWhenTheFileIsAsBefore() throws IOException {
    Files.writeString(osm, "no roads");
    network.reload();
    assertThat(network.state().refusal()).isPresent();

    TinyExtracts.write(osm, 6);
    network.reload();

    assertThat(network.state().refusal()).isEmpty();
    assertThat(network.state().version()).isEqualTo(1);
  }

  @Test
  void aFileThatVanishedIsRefused() throws IOException {
    Files.delete(osm);

    network.poll();
    network.poll();

    assertThat(network.state().refusal().orElseThrow().reason()).contains("no such readable file");
    assertThat(junctions()).isBetween(36, 40);
  }

  @Test
  void aQuestionUnderWayEndsOnTheNetworkItBeganOn() {
    List<?> roads =
        network.ask(
            before -> {
              TinyExtracts.write(osm, 9);
              network.reload();
              assertThat(junctions()).isGreaterThan(80);
              assertThat(before.junctions()).isBetween(36, 40);
              return before.listRoads();
            });

    assertThat(roads).isNotEmpty();
  }

  @Test
  void theNetworkBeforeIsClosedWhenNobodyAsksItAnyMore() {
    RoadNetwork before = network.ask(now -> now);
    TinyExtracts.write(osm, 9);

    network.reload();

    LatLng place = TinyExtracts.corner(1, 1);
    network.ask(now -> assertThat(now.findOnRoad(place)).isPresent());
    assertThatThrownBy(() -> before.findOnRoad(place)).isInstanceOf(RuntimeException.class);
  }

  @Test
  void changedSpeedsAreTakenAndBrokenOnesRefused() throws IOException {
    Path speeds = directory.resolve("speeds.json");
    writeSpeeds(speeds, 28);
    RoadSource source = new RoadSource(osm, Optional.of(speeds), directory.resolve("cache"));
    try (ReloadingNetwork learned = new ReloadingNetwork(source, CLOCK)) {
      long before = seconds(learned);
      String version = learned.state().speeds();
      assertThat(version).startsWith("learned-");

      writeSpeeds(speeds, 14.0);
      learned.poll();
      learned.poll();

      assertThat((double) seconds(learned) / before).isBetween(1.3, 2.1);
      assertThat(learned.state().speeds()).startsWith("learned-").isNotEqualTo(version);
      assertThat(learned.state().version()).isEqualTo(2);

      Files.writeString(speeds, "fast");
      learned.poll();
      learned.poll();
      assertThat(learned.state().refusal().orElseThrow().reason()).contains("speeds.json, line 1");
      assertThat(learned.state().version()).isEqualTo(2);
    }
  }

  private static void writeSpeeds(Path file, double residentialKmh) throws IOException {
    Map<String, ClassSpeed> classes =
        Map.of(
            "residential", new ClassSpeed(residentialKmh, 0.9, 1, 10, true),
            "primary", new ClassSpeed(48, 0.9, 1, 10, true));
    SpeedsFile.write(new LearnedSpeeds(classes, 500, 30), file);
  }

  private static long seconds(ReloadingNetwork network) {
    List<LatLng> places = List.of(TinyExtracts.corner(1, 1), TinyExtracts.corner(4, 5));
    return network.ask(roads -> roads.route(places)).durationS();
  }

  @Test
  void closedRoadsSaySo() {
    network.close();

    assertThatThrownBy(() -> network.ask(RoadNetwork::junctions))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  private int junctions() {
    return network.ask(RoadNetwork::junctions);
  }
}
