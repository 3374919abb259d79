package io.kerb.pricing.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kerb.location.api.MarketId;
import io.kerb.pricing.TestCity;
import io.kerb.pricing.surge.SurgeZone;
import io.kerb.pricing.surge.SurgeZones;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurgeZoneFileTest {
  private static final String GOOD =
      """
      version: v7
      zones:
        - market: testville
          name: airport
          polygon: [[0.02, 0.02], [0.02, 0.06], [0.06, 0.06], [0.06, 0.02]]
      """;

  @TempDir Path directory;

  @Test
  void aZoneHoldsTheCellsWhoseCentreLiesInside() throws IOException {
    SurgeZones zones = read(GOOD);

    assertThat(zones.version()).isEqualTo("v7");
    SurgeZone airport = zones.list(new MarketId("testville")).get(0);
    assertThat(airport.name()).isEqualTo("airport");
    assertThat(airport.cells()).hasSizeBetween(12, 22);
    assertThat(airport.cells())
        .allSatisfy(
            cell -> {
              assertThat(cell.center().latitude()).isBetween(0.02, 0.06);
              assertThat(cell.center().longitude()).isBetween(0.02, 0.06);
            });
  }

  @Test
  void twoZonesMustNotShareACell() {
    String twice =
        GOOD
            + """
              - market: testville
                name: other
                polygon: [[0.05, 0.05], [0.05, 0.09], [0.09, 0.09], [0.09, 0.05]]
            """;

    assertThatThrownBy(() -> read(twice))
        .isInstanceOf(BadZoneFileException.class)
        .hasMessageContaining("line 6")
        .hasMessageContaining("zones 'airport' and 'other' share cell");
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "market: testville|market: nowhere|line 3|there is no market 'nowhere'",
        "name: airport|name: Air Port|line 3|a zone's name must be",
        "name: airport|title: airport|line 4|'title' is not known here",
        "[0.02, 0.02]|[0.02, 222]|line 5|no corner",
        "[0.02, 0.02]|[0.02]|line 5|a corner must be",
        "[0.06, 0.06], [0.06, 0.02]|[0.0201, 0.0201]|line 3|0 surge cells",
        "[0.06, 0.06], [0.06, 0.02]|[40, 60], [40, 0.02]|line 3|surge cells",
        "[0.02, 0.06], [0.06, 0.06]|[0.06, 0.06], [0.02, 0.06]|line 3|crosses itself",
        "version: v7|vers: v7|line 1|'vers' is not known"
      })
  void aMistakeNamesItsLine(String good, String bad, String line, String message) {
    assertThatThrownBy(() -> read(GOOD.replace(good, bad)))
        .isInstanceOf(BadZoneFileException.class)
        .hasMessageContaining(line + ":")
        .hasMessageContaining(message);
  }

  @Test
  void aFileThatIsNotThereNamesTheSetting() {
    assertThatThrownBy(() -> SurgeZoneFile.read(directory.resolve("no.yml"), TestCity.markets()))
        .isInstanceOf(BadZoneFileException.class)
        .hasMessageContaining("kerb.pricing.zone-file");
  }

  private SurgeZones read(String text) throws IOException {
    return SurgeZoneFile.read(
        Files.writeString(directory.resolve("zones.yml"), text), TestCity.markets());
  }
}
