package io.kerb.lab.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kerb.location.api.LatLng;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestFileTest {
  private static final String HEADER = "pickup_epoch,plat,plng,dlat,dlng,trip_s\n";
  private static final RideWish FIRST =
      new RideWish(100, new LatLng(37.1, -122.1), new LatLng(37.2, -122.2), 300);

  @TempDir Path directory;

  @Test
  void readsPlainAndGzippedFilesInTheOrderOfTime() throws IOException {
    String text = HEADER + "200,37.3,-122.3,37.4,-122.4,60\n100,37.1,-122.1,37.2,-122.2,300\n";
    Path plain = Files.writeString(directory.resolve("plain.csv"), text);
    Path packed = directory.resolve("packed.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    assertThat(RequestFile.read(plain)).hasSize(2).first().isEqualTo(FIRST);
    assertThat(RequestFile.read(packed)).isEqualTo(RequestFile.read(plain));
  }

  @Test
  void columnsMayComeInAnyOrderAndWithOthers() throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("other.csv"),
            "cab,trip_s,dlng,dlat,plng,plat,pickup_epoch\nx,300,-122.2,37.2,-122.1,37.1,100\n");

    assertThat(RequestFile.read(file)).containsExactly(FIRST);
  }

  @Test
  void daysAreLaidOnTheFirst() throws IOException {
    long nextDay = 100 + 86_400;
    Path first =
        Files.writeString(directory.resolve("1.csv"), HEADER + "100,37.1,-122.1,37.2,-122.2,300\n");
    Path second =
        Files.writeString(
            directory.resolve("2.csv"), HEADER + (nextDay + 50) + ",37.1,-122.1,37.2,-122.2,60\n");

    assertThat(RequestFile.stack(List.of(first, second)))
        .extracting(RideWish::atS)
        .containsExactly(100L, 150L);
  }

  @Test
  void whatIsWrongIsNamedWithItsLine() throws IOException {
    assertThatThrownBy(() -> RequestFile.read(directory.resolve("absent.csv")))
        .hasMessageContaining("absent.csv");
    assertRefused("plat,plng\n1,2\n", "no column pickup_epoch");
    assertRefused(HEADER, "holds no request");
    assertRefused(HEADER + "100,37.1,-122.1\n", "line 2 has only 3 fields");
    assertRefused(HEADER + "100,137.1,-122.1,37.2,-122.2,300\n", "line 2: latitude");
    assertRefused(HEADER + "100,37.1,-122.1,37.2,-122.2,0\n", "line 2: trip_s");
    assertRefused(HEADER + "noon,37.1,-122.1,37.2,-122.2,9\n", "line 2: For input string");
  }

  private void assertRefused(String text, String message) throws IOException {
    Path file = Files.writeString(directory.resolve("bad.csv"), text);
    assertThatThrownBy(() -> RequestFile.read(file))
        .isInstanceOf(BadRequestFileException.class)
        .hasMessageContaining(message);
  }
}
