package io.kerb.eta.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kerb.eta.network.RoadNetwork;
import io.kerb.eta.network.TinyExtracts;
import io.kerb.eta.speed.LearnedSpeeds.ClassSpeed;
import io.kerb.location.api.LatLng;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class TrainSpeedsCommandTest {
  /** 12:00 on a Wednesday: 1.13 times an empty road. */
  private static final long NOON_S = Instant.parse("2026-06-03T12:00:00Z").getEpochSecond();

  private static final String HEADER = "epoch,cab,lat,lng,occupied\n";

  @TempDir Path directory;
  private Path osm;

  @BeforeEach
  void draw() {
    osm = TinyExtracts.write(directory.resolve("city.osm"), 20);
  }

  @Test
  void carsThatCrawlTeachThatTheirRoadsAreSlow() throws IOException {
    Path pings = directory.resolve("pings.csv.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(pings))) {
      out.write(pings(3.0).getBytes(StandardCharsets.UTF_8));
    }
    Path trips =
        Files.writeString(
            directory.resolve("trips.csv"),
            "plat,plng,dlat,dlng,duration_s\n0.001,0.001,0.015,0.012,900\n");
    StringWriter text = new StringWriter();

    int code = run(text, "--pings", pings.toString(), "--trips", trips.toString());

    assertThat(code).as(text.toString()).isZero();
    ClassSpeed residential =
        SpeedsFile.read(directory.resolve("speeds.json")).classes().get("residential");
    assertThat(residential.learned()).isTrue();
    // 3 m/s is 10.8 km/h; 37 s for each block of 111 m, where the prior expects 18 s.
    double blockS = 0.111 / residential.cruiseKmh() * 3_600 + residential.junctionDelayS();
    assertThat(blockS * 1.13).isBetween(30.0, 42.0);
    assertThat(text.toString()).contains("residential", "as they were", "learned", "kept");
  }

  @ParameterizedTest
  @CsvSource({
    "'1,a,0.001,0.001,2', occupied should be from 0.0 to 1.0",
    "'1,a,91,0.001,1', lat should be from -90.0 to 90.0",
    "'x,a,0.001,0.001,1', epoch should be a number",
    "'1,a,0.001', lng is missing"
  })
  void aBadRowIsNamedWithFileAndLine(String row, String message) throws IOException {
    Path pings = Files.writeString(directory.resolve("bad.csv"), HEADER + "1,a,0,0,1\n" + row);

    assertThatThrownBy(() -> PingFile.read(pings))
        .isInstanceOf(BadFileException.class)
        .hasMessageContaining("bad.csv, line 3: " + message);
  }

  @Test
  void aFileWithoutAColumnOrARowIsNamed() throws IOException {
    Path pings = Files.writeString(directory.resolve("bad.csv"), "epoch,cab,lat,lon,occupied\n");
    assertThatThrownBy(() -> PingFile.read(pings)).hasMessageContaining("no column 'lng'");
    Files.writeString(pings, HEADER);
    assertThatThrownBy(() -> PingFile.read(pings)).hasMessageContaining("has no row");
  }

  @Test
  void tracksAreOrderedAndOnePositionASecondIsKept() throws IOException {
    Path pings =
        Files.writeString(
            directory.resolve("pings.csv"),
            HEADER + "30,b,0,0,1\n10,b,0,0,0\n30,b,1,1,0\n20,a,0,0,1\n");

    assertThat(PingFile.read(pings))
        .extracting(track -> track.stream().map(io.kerb.eta.match.Ping::epochS).toList())
        .containsExactly(List.of(20L), List.of(10L, 30L));
  }

  private int run(StringWriter text, String... more) {
    CommandLine line = new CommandLine(new TrainSpeedsCommand());
    line.setOut(new PrintWriter(text));
    line.setErr(new PrintWriter(text));
    String[] given = {
      "--osm", osm.toString(),
      "--out", directory.resolve("speeds.json").toString(),
      "--cache-dir", directory.resolve("cache").toString(),
      "--time-zone", "UTC"
    };
    String[] all = java.util.Arrays.copyOf(given, given.length + more.length);
    System.arraycopy(more, 0, all, given.length, more.length);
    return line.execute(all);
  }

  /** Cars that drive across the city at one speed, with a position every half minute. */
  private String pings(double mps) {
    Random random = new Random(2);
    StringBuilder csv = new StringBuilder(HEADER);
    try (RoadNetwork network =
        RoadNetwork.open(
            osm,
            directory.resolve("cache"),
            Clock.fixed(Instant.ofEpochSecond(NOON_S), ZoneOffset.UTC))) {
      for (int car = 0; car < 60; car++) {
        List<LatLng> way =
            network
                .route(
                    List.of(
                        TinyExtracts.corner(1 + random.nextInt(4), 1 + random.nextInt(4)),
                        TinyExtracts.corner(14 + random.nextInt(5), 14 + random.nextInt(5))))
                .points();
        drive(csv, "cab" + car, way, mps * 30);
      }
    }
    return csv.toString();
  }

  private static void drive(StringBuilder csv, String cab, List<LatLng> way, double stepM) {
    double along = 0;
    double next = 0;
    long at = NOON_S;
    for (int i = 1; i < way.size(); i++) {
      LatLng from = way.get(i - 1);
      LatLng to = way.get(i);
      double length = from.metersTo(to);
      for (; next <= along + length; next += stepM, at += 30) {
        double share = (next - along) / length;
        csv.append(
            String.format(
                Locale.ROOT,
                "%d,%s,%.6f,%.6f,1%n",
                at,
                cab,
                from.latitude() + share * (to.latitude() - from.latitude()),
                from.longitude() + share * (to.longitude() - from.longitude())));
      }
      along += length;
    }
  }
}
