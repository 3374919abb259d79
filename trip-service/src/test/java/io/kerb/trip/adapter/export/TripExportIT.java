package io.kerb.trip.adapter.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.local.fixture.EngineStack;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.MarketId;
import io.kerb.runtime.cql.CqlMigrations;
import io.kerb.runtime.cql.CqlSettings;
import io.kerb.trip.adapter.export.TripExport.Report;
import io.kerb.trip.adapter.export.TripExport.Wish;
import io.kerb.trip.adapter.kafka.KafkaTripLog;
import io.kerb.trip.adapter.kafka.TopicScan;
import io.kerb.trip.adapter.push.track.TrackStore;
import io.kerb.trip.aggregate.Actor;
import io.kerb.trip.aggregate.TripCommand;
import io.kerb.trip.api.TripTopics;
import io.kerb.trip.drive.DriveLine;
import io.kerb.trip.drive.LeftOut;
import io.kerb.trip.drive.Pseudonyms;
import io.kerb.trip.push.track.TrackPoint;
import io.kerb.trip.sample.SampleQuotes;
import io.kerb.trip.sample.SampleTrips;
import io.kerb.trip.sample.TripStack;
import io.kerb.trip.store.StoredEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The export on real engines: events from the topic, ways driven from Cassandra. */
@ExtendWith(EngineStack.class)
final class TripExportIT {
  private static final Duration RIDE = Duration.ofSeconds(400);

  private static TripStack stack;
  private static TrackStore tracks;
  private static Producer<String, byte[]> producer;

  @TempDir private Path folder;

  @BeforeAll
  static void publish() throws Exception {
    stack = new TripStack();
    String prefix = stack.keyspace().substring(0, stack.keyspace().indexOf('_') + 1);
    CqlSettings cql =
        new CqlSettings(prefix, "{'class': 'SimpleStrategy', 'replication_factor': 1}");
    new CqlMigrations(stack.session(), cql).migrate("trips", List.of("V100__tracks.cql"));
    tracks = new TrackStore(stack.session(), cql);
    producer = new KafkaProducer<>(stack.kafka().producer());
    KafkaTripLog log = new KafkaTripLog(producer, stack.kafka(), TripStack.MARKETS);

    SampleTrips seen = finished(1, RIDE, SampleTrips.BY_DRIVER);
    append(log, seen.log());
    drive(seen);
    append(log, seen.log().subList(3, seen.log().size()));
    append(log, finished(2, RIDE, SampleTrips.BY_DRIVER).log());
    append(log, finished(3, RIDE, SampleTrips.BY_OPERATOR).log());
    append(log, finished(4, Duration.ofSeconds(5), SampleTrips.BY_DRIVER).log());
    append(log, SampleTrips.direct(5).accepted().arrived().started().log());
    producer
        .send(
            new ProducerRecord<>(
                stack.kafka().topic(TripTopics.TRIP_EVENTS), 2, "sampleton", new byte[] {1, 2}))
        .get();
  }

  @AfterAll
  static void stop() {
    producer.close();
    stack.close();
  }

  @Test
  void finished_trips_become_lines_and_the_others_are_counted() throws IOException {
    Path file = folder.resolve("trips.csv.gz");

    Report report = export().write(new Wish(file, null, null));

    assertThat(report)
        .isEqualTo(
            new Report(2, 1, Map.of(LeftOut.COMPLETED_BY_OPERATOR, 1L, LeftOut.TOO_SHORT, 1L), 1));
    List<String> lines = lines(file);
    long from = SampleTrips.T0.getEpochSecond();
    String cab = new Pseudonyms(new byte[32]).of(SampleTrips.DRIVER);
    long around =
        Math.round(
            SampleQuotes.PICKUP.metersTo(corner()) + corner().metersTo(SampleQuotes.DROPOFF));
    assertThat(lines)
        .containsExactly(
            DriveLine.HEADER,
            from
                + ","
                + (from + 400)
                + ","
                + cab
                + ",37.77493,-122.41942,37.78490,-122.40940,400,1416,"
                + around,
            from
                + ","
                + (from + 400)
                + ","
                + cab
                + ",37.77493,-122.41942,37.78490,-122.40940,400,1416,2300");
    assertThat(file.getParent()).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void without_a_trip_there_is_no_file() {
    Path file = folder.resolve("trips.csv");

    assertThat(export().write(new Wish(file, new MarketId("elsewhere"), null)).trips()).isZero();
    assertThat(export().write(new Wish(file, null, Instant.now())).trips()).isZero();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void trips_that_ended_before_are_not_wished() {
    Path file = folder.resolve("trips.csv");
    Instant end = SampleTrips.T0.plus(RIDE);

    assertThat(export().write(new Wish(file, SampleQuotes.MARKET, end)).trips()).isEqualTo(2);
    assertThat(export().write(new Wish(file, null, end.plusMillis(1))).trips()).isZero();
  }

  private static TripExport export() {
    return new TripExport(
        new TopicScan(stack.kafka()), tracks::getTrack, new Pseudonyms(new byte[32]));
  }

  private static LatLng corner() {
    return new LatLng(SampleQuotes.PICKUP.latitude(), SampleQuotes.DROPOFF.longitude());
  }

  private static void drive(SampleTrips trip) {
    point(trip, 0, SampleQuotes.PICKUP);
    point(trip, 200, corner());
    point(trip, 400, SampleQuotes.DROPOFF);
  }

  private static void point(SampleTrips trip, int seconds, LatLng position) {
    Instant at = SampleTrips.T0.plusSeconds(seconds);
    DriverId driver = SampleTrips.DRIVER;
    tracks.add(
        trip.trip().ride().tripId(), driver, new TrackPoint("run", seconds, position, -1, at, at));
  }

  private static void append(KafkaTripLog log, List<StoredEvent> events) {
    events.forEach(log::append);
  }

  private static SampleTrips finished(long number, Duration ride, Actor by) {
    return SampleTrips.direct(number)
        .accepted()
        .arrived()
        .started()
        .after(ride)
        .must(new TripCommand.Complete(), by);
  }

  private static List<String> lines(Path file) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    }
  }
}
