package io.kerb.eta.trainer.trips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kerb.location.api.LatLng;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TripFileTest {
  private static final String HEADER = "pickup_epoch,plat,plng,dlat,dlng,duration_s\n";
  private static final String GOOD = "100,37.1,-122.1,37.2,-122.2,300\n";
  private static final FinishedTrip TRIP =
      new FinishedTrip(100, new LatLng(37.1, -122.1), new LatLng(37.2, -122.2), 300);

  @TempDir Path directory;

  @Test
  void plainAndGzippedFilesAreReadInTheOrderOfPickups() throws IOException {
    String text = HEADER + "200,37.3,-122.3,37.4,-122.4,60\n" + GOOD;
    Path plain = Files.writeString(directory.resolve("plain.csv"), text);
    Path packed = directory.resolve("packed.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    assertThat(TripFile.read(plain)).hasSize(2).first().isEqualTo(TRIP);
    assertThat(TripFile.read(packed)).isEqualTo(TripFile.read(plain));
  }

  @Test
  void columnsMayComeInAnyOrderAndAmongOthers() throws IOException {
    assertThat(
            TripFile.read(
                file(
                    "cab,duration_s,dlng,dlat,plng,plat,pickup_epoch\n"
                        + "x,300,-122.2,37.2,-122.1,37.1,100\n")))
        .containsExactly(TRIP);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "soon,37.1,-122.1,37.2,-122.2,300 | pickup_epoch 'soon' should be a number",
        "1211018453000,37.1,-122.1,37.2,-122.2,300 | maybe it is in milliseconds",
        "100,137.1,-122.1,37.2,-122.2,300 | plat '137.1' should be -90 to 90",
        "100,37.1,-122.1,37.2,-222.2,300 | dlng '-222.2' should be -180 to 180",
        "100,37.1,-122.1,NaN,-122.2,300 | dlat 'NaN'",
        "100,37.1,-122.1,37.2,-122.2,0 | duration_s '0' should be 1 to",
        "100,37.1,-122.1,37.2,-122.2,90000 | duration_s '90000' should be 1 to",
        "100,37.1,-122.1 | has only 3 fields"
      })
  void aBadLineIsNamedWithItsValue(String line, String fault) throws IOException {
    Path file = file(HEADER + GOOD + line + "\n");
    assertThatThrownBy(() -> TripFile.read(file))
        .isInstanceOf(BadTripFileException.class)
        .hasMessageContaining(file + " line 3")
        .hasMessageContaining(fault);
  }

  @Test
  void aMissingColumnIsNamed() throws IOException {
    Path file = file("pickup_epoch,plat,plng,dlat,dlng\n");
    assertThatThrownBy(() -> TripFile.read(file)).hasMessageContaining("no column duration_s");
  }

  @Test
  void aFileWithoutTripsOrWithoutBeingThereIsRefused() throws IOException {
    Path empty = file(HEADER);
    assertThatThrownBy(() -> TripFile.read(empty)).hasMessageContaining("holds no trip");
    Path gone = directory.resolve("gone.csv");
    assertThatThrownBy(() -> TripFile.read(gone))
        .isInstanceOf(BadTripFileException.class)
        .hasMessageContaining("gone.csv");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("trips.csv"), text);
  }
}
