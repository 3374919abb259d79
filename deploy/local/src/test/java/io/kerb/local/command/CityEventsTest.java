package io.kerb.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CityEventsTest {
  private static final Map<String, String> COMPLETED =
      Map.of("event", "trip_completed", "trip_id", "t1");

  @TempDir Path directory;
  private Path log;

  @BeforeEach
  void log() {
    log = directory.resolve("city.log");
  }

  @Test
  void readsEventsAmongOtherLinesAndNoneTwice() throws Exception {
    CityEvents events = new CityEvents(log);
    append("12:00 INFO hello\n{\"event\":\"trip_completed\",\"trip_id\":\"t1\"}\n");

    assertThat(events.poll()).containsExactly(COMPLETED);
    assertThat(events.poll()).isEmpty();
  }

  @Test
  void aHalfLineIsLeftForLater() throws Exception {
    CityEvents events = new CityEvents(log);
    append("{\"event\":\"trip_com");
    assertThat(events.poll()).isEmpty();

    append("pleted\",\"trip_id\":\"t1\"}\n");
    assertThat(events.poll()).containsExactly(COMPLETED);
  }

  @Test
  void whatAnEarlierRunWroteIsNotRead() throws Exception {
    append("{\"event\":\"trip_completed\",\"trip_id\":\"t0\"}\n");
    CityEvents events = new CityEvents(log);

    assertThat(events.poll()).isEmpty();
  }

  @Test
  void aLogThatWasMovedAwayIsReadFromItsNewStart() throws Exception {
    append("x".repeat(100) + "\n");
    CityEvents events = new CityEvents(log);
    Files.writeString(log, "{\"event\":\"trip_completed\",\"trip_id\":\"t1\"}\n");

    assertThat(events.poll()).containsExactly(COMPLETED);
  }

  private void append(String text) throws Exception {
    Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
