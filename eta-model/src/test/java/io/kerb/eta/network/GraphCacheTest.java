package io.kerb.eta.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kerb.eta.time.TimeModel;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GraphCacheTest {
  private static final TinyCity CITY = new TinyCity(6);

  @TempDir Path directory;

  @Test
  void aFileIsImportedOnce() throws IOException {
    Path osm = CITY.write(directory.resolve("city.osm"));
    open(osm).close();
    Path entry = onlyEntry();
    var imported = Files.getLastModifiedTime(entry.resolve("edges"));

    open(osm).close();

    assertThat(onlyEntry()).isEqualTo(entry);
    assertThat(Files.getLastModifiedTime(entry.resolve("edges"))).isEqualTo(imported);
  }

  @Test
  void aChangedFileIsImportedAnew() throws IOException {
    open(CITY.write(directory.resolve("city.osm"))).close();
    RoadNetwork larger = open(new TinyCity(9).write(directory.resolve("city.osm")));

    assertThat(larger.junctions()).isGreaterThan(80);
    assertThat(entries()).hasSize(2);
    larger.close();
  }

  @Test
  void aChangedTimeModelIsImportedAnew() throws IOException {
    Path osm = CITY.write(directory.resolve("city.osm"));
    open(osm).close();
    TimeModel urban = TimeModel.urban();
    TimeModel next =
        urban.withSpeeds(
            "urban-next", urban.cruiseKmh(), urban.limitShares(), urban.junctionDelayS());

    RoadNetwork.open(osm, directory.resolve("cache"), Clock.systemUTC(), next).close();

    assertThat(entries()).hasSize(2);
  }

  @Test
  void theGraphThatWasNotLoadedForLongestIsForgotten() throws IOException {
    Path first = CITY.write(directory.resolve("city.osm"));
    open(first).close();
    Path known = onlyEntry();
    for (int i = 0; i < GraphCache.ENTRIES_MAX; i++) {
      Path other = directory.resolve("cache").resolve("other-" + i);
      Files.createDirectory(other);
      other.toFile().setLastModified(i == 0 ? 1_000 : 1_000_000_000L * i);
    }
    known.toFile().setLastModified(2_000);

    open(new TinyCity(7).write(directory.resolve("seven.osm"))).close();

    assertThat(entries()).hasSize(GraphCache.ENTRIES_MAX).doesNotContain(known);
    assertThat(directory.resolve("cache").resolve("other-0")).doesNotExist();
  }

  @Test
  void loadingAGraphKeepsItFromBeingForgotten() throws IOException {
    Path osm = CITY.write(directory.resolve("city.osm"));
    open(osm).close();
    onlyEntry().toFile().setLastModified(1_000);

    open(osm).close();

    assertThat(onlyEntry().toFile().lastModified()).isGreaterThan(1_000_000);
  }

  @Test
  void whatAKilledImportLeftIsRemoved() throws IOException {
    Path osm = CITY.write(directory.resolve("city.osm"));
    open(osm).close();
    Path entry = onlyEntry();
    // As after a kill in the middle of an import: a partial directory, no entry.
    Path partial = entry.resolveSibling(entry.getFileName() + ".partial");
    Files.move(entry, partial);
    Files.write(partial.resolve("edges"), new byte[] {1, 2, 3});

    RoadNetwork network = open(osm);

    assertThat(network.junctions()).isGreaterThanOrEqualTo(36);
    assertThat(onlyEntry()).isEqualTo(entry);
    assertThat(partial).doesNotExist();
    network.close();
  }

  @Test
  void aDamagedEntryIsImportedAnew() throws IOException {
    Path osm = CITY.write(directory.resolve("city.osm"));
    open(osm).close();
    Files.write(onlyEntry().resolve("edges"), new byte[] {1, 2, 3});

    RoadNetwork network = open(osm);

    assertThat(network.listRoads()).isNotEmpty();
    network.close();
  }

  @Test
  void manyOpenAtOnceAndOneImports() throws Exception {
    Path osm = CITY.write(directory.resolve("city.osm"));
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<RoadNetwork>> openings = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        openings.add(() -> open(osm));
      }
      for (Future<RoadNetwork> opened : threads.invokeAll(openings)) {
        assertThat(opened.get().listRoads()).isNotEmpty();
        opened.get().close();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(entries()).hasSize(1);
  }

  @Test
  void aGzippedExtractIsRead() throws IOException {
    Path osm = directory.resolve("city.osm.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(osm))) {
      out.write(CITY.xml().getBytes(StandardCharsets.UTF_8));
    }

    RoadNetwork network = open(osm);

    assertThat(network.junctions()).isGreaterThanOrEqualTo(36);
    network.close();
  }

  @Test
  void aFileThatIsWrittenWhileItIsImportedIsRefused() throws IOException {
    Path osm = CITY.write(directory.resolve("city.osm"));
    Extract extract = Extract.of(osm);
    extract.requireUnchanged();

    Files.writeString(osm, CITY.xml().replace("primary", "secondary"));

    assertThatThrownBy(extract::requireUnchanged)
        .isInstanceOf(UnreadableOsmException.class)
        .hasMessageContaining("written while it was imported");
  }

  @Test
  void aMissingFileIsNamed() {
    Path missing = directory.resolve("nowhere.osm.pbf");

    assertThatThrownBy(() -> open(missing))
        .isInstanceOf(UnreadableOsmException.class)
        .hasMessageContaining(missing.toString())
        .hasMessageContaining("no such readable file");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "PK this is a zip of something",
        "<html><body>404 not found</body></html>",
        "<?xml version='1.0'?><osm version='0.6'><node id='1' lat='1' lon='1'/>",
        "<?xml version='1.0'?><osm version='0.6'></osm>",
        "<?xml version='1.0'?><gpx></gpx>"
      })
  void aFileThatIsNoExtractIsRefusedAndLeavesNothing(String content) throws IOException {
    Path osm = Files.writeString(directory.resolve("bad.osm"), content);

    assertThatThrownBy(() -> open(osm))
        .isInstanceOf(UnreadableOsmException.class)
        .hasMessageContaining(osm.toString());

    assertThat(entries()).isEmpty();
  }

  @Test
  void anExtractWithoutRoadsIsRefused() throws IOException {
    Path osm =
        Files.writeString(
            directory.resolve("paths.osm"),
            CITY.xml().replace("residential", "footway").replace("primary", "footway"));

    assertThatThrownBy(() -> open(osm)).isInstanceOf(UnreadableOsmException.class);
  }

  private RoadNetwork open(Path osm) {
    return RoadNetwork.open(osm, directory.resolve("cache"), Clock.systemUTC());
  }

  private Path onlyEntry() throws IOException {
    assertThat(entries()).hasSize(1);
    return entries().get(0);
  }

  private List<Path> entries() throws IOException {
    Path cache = directory.resolve("cache");
    if (!Files.exists(cache)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(cache)) {
      return files.filter(Files::isDirectory).toList();
    }
  }
}
