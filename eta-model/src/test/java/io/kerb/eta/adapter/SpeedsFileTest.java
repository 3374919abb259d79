package io.kerb.eta.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kerb.eta.speed.LearnedSpeeds;
import io.kerb.eta.speed.LearnedSpeeds.ClassSpeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpeedsFileTest {
  private static final LearnedSpeeds SPEEDS =
      new LearnedSpeeds(
          Map.of(
              "primary", new ClassSpeed(51.3, 0.88, 4.8, 6054.2, true),
              "residential", new ClassSpeed(28, 0.9, 4, 0, false)),
          29_643,
          1_643);

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = directory.resolve("speeds.json");
    SpeedsFile.write(SPEEDS, file);
  }

  @Test
  void whatWasWrittenIsRead() throws IOException {
    assertThat(SpeedsFile.read(file)).isEqualTo(SPEEDS);
    assertThat(Files.readString(file))
        .contains("\"version\" : \"" + SPEEDS.version() + "\"")
        .contains("\"cruise_kmh\" : 51.3");
    assertThat(directory.toFile().list()).containsExactly("speeds.json");
  }

  @Test
  void anEditedTableNeedsItsNewVersion() throws IOException {
    replace("51.3", "40.0");

    assertThatThrownBy(() -> SpeedsFile.read(file))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("speeds.json")
        .hasMessageContaining(SPEEDS.version())
        .hasMessageContaining("maybe it was edited");
  }

  @Test
  void aWrongValueIsNamedWithItsLine() throws IOException {
    replace("51.3", "5130");

    assertThatThrownBy(() -> SpeedsFile.read(file))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("line ")
        .hasMessageContaining("cruise_kmh must be 1.0 to 150.0, but was 5130.0");
  }

  @Test
  void aMissingOrUnknownFieldIsNamed() throws IOException {
    replace("limit_share", "limit_shave");

    assertThatThrownBy(() -> SpeedsFile.read(file)).hasMessageContaining("limit_sha");
  }

  @Test
  void textThatIsNoTableIsRefused() throws IOException {
    for (String text : new String[] {"", "null", "[]", "{\"format\": 2}", "km/h"}) {
      Files.writeString(file, text);
      assertThatThrownBy(() -> SpeedsFile.read(file))
          .as(text)
          .isInstanceOf(BadFileException.class)
          .hasMessageContaining("speeds.json");
    }
  }

  @Test
  void aMissingFileIsNamedWithItsVariable() {
    assertThatThrownBy(() -> SpeedsFile.read(directory.resolve("absent.json")))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("absent.json")
        .hasMessageContaining("KERB_SPEEDS_FILE");
  }

  private void replace(String what, String by) throws IOException {
    Files.writeString(file, Files.readString(file).replace(what, by));
  }
}
