package io.kerb.eta.residual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {
  @TempDir Path directory;
  private ModelDirectory models;

  @BeforeEach
  void open() {
    models = new ModelDirectory(directory.resolve("models"));
  }

  @Test
  void aModelReadsBackAsItWasWritten() {
    EtaModel model = TinyModel.model();
    EtaModel read = EtaModel.load(models.add(model));
    Drive drive = new Drive(TinyModel.CENTER, TinyModel.AIRPORT, 1000);
    LiveResiduals live = new LiveResiduals();

    assertThat(read.estimate(drive, TinyModel.WEDNESDAY_MORNING, live))
        .isEqualTo(model.estimate(drive, TinyModel.WEDNESDAY_MORNING, live));
    assertThat(read.origin()).isEqualTo(model.origin());
    assertThat(ModelFile.bytes(read)).isEqualTo(ModelFile.bytes(model));
  }

  @Test
  void everyFlippedByteIsNoticed() throws IOException {
    Path file = models.add(TinyModel.model());
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < whole.length; i += 97) {
      byte[] flipped = whole.clone();
      flipped[i] ^= 4;
      Files.write(file, flipped);
      assertThatThrownBy(() -> EtaModel.load(file))
          .as("byte %d", i)
          .isInstanceOf(UnreadableModelException.class)
          .hasMessageContaining(file.toString());
    }
  }

  @Test
  void halfAFileIsRefused() throws IOException {
    Path file = models.add(TinyModel.model());
    byte[] whole = Files.readAllBytes(file);
    for (int length : List.of(0, 7, 40, whole.length / 2, whole.length - 1)) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> EtaModel.load(file))
          .as("%d bytes", length)
          .isInstanceOf(UnreadableModelException.class)
          .hasMessageContaining(file.toString());
    }
  }

  @Test
  void anotherFormatIsNamed() throws IOException {
    Path file = models.add(TinyModel.model());
    byte[] other = Files.readAllBytes(file);
    other[11] = 77;
    Files.write(file, other);

    assertThatThrownBy(() -> EtaModel.load(file)).hasMessageContaining("has format 77");
  }

  @Test
  void aMissingFileIsNamed() {
    Path missing = directory.resolve("gone.model");
    assertThatThrownBy(() -> EtaModel.load(missing))
        .isInstanceOf(UnreadableModelException.class)
        .hasMessageContaining("gone.model");
  }

  @Test
  void nothingIsInUseUntilAModelIsPromoted() {
    assertThat(models.findCurrent()).isEmpty();
    Path file = models.add(TinyModel.model());
    assertThat(models.findCurrent()).isEmpty();

    models.promote(file);

    assertThat(models.findCurrent()).contains(file);
  }

  @Test
  void theSameModelHasTheSameName() {
    assertThat(models.add(TinyModel.model())).isEqualTo(models.add(TinyModel.model()));
  }

  @Test
  void aPointerOutOfTheDirectoryIsRefused() throws IOException {
    models.add(TinyModel.model());
    Files.writeString(directory.resolve("models/current"), "../../etc/passwd");

    assertThatThrownBy(models::findCurrent)
        .isInstanceOf(UnreadableModelException.class)
        .hasMessageContaining("../../etc/passwd");
  }
}
