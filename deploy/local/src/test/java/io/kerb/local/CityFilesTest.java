package io.kerb.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CityFilesTest {
  @TempDir Path directory;

  @Test
  void anotherSeedIsAnotherCityWithItsOwnData() {
    assertThat(CityFiles.dataset(new CityFiles.Choice.Generated(7, 4000)))
        .isEqualTo("generated-7-4000")
        .isNotEqualTo(CityFiles.dataset(new CityFiles.Choice.Generated(8, 4000)));
  }

  @Test
  void anExtractIsNamedByItsFileAndTellsFoldersApart() throws Exception {
    Path here = Files.createDirectories(directory.resolve("here"));
    Path there = Files.createDirectories(directory.resolve("there"));
    Path one = Files.writeString(here.resolve("Porto Central-2020.osm.pbf"), "");
    Path other = Files.writeString(there.resolve("Porto Central-2020.osm.pbf"), "");

    String dataset = CityFiles.dataset(new CityFiles.Choice.Extract(one));

    assertThat(dataset).startsWith("osm-porto_central_2020-");
    assertThat(dataset).isNotEqualTo(CityFiles.dataset(new CityFiles.Choice.Extract(other)));
    assertThat(new Home(directory).withDataset(dataset).dataset()).isEqualTo(dataset);
  }
}
