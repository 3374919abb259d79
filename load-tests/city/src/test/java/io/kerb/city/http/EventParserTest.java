package io.kerb.city.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.city.http.EventParser.Event;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventParserTest {
  private static List<Event> parse(String... lines) {
    EventParser parser = new EventParser();
    return Stream.of(lines).map(parser::line).flatMap(Optional::stream).toList();
  }

  @Test
  void an_event_ends_with_an_empty_line_and_joins_its_data() {
    assertThat(parse("event: trip", "id: t:2", "data: {", "data:}", "", "data: x"))
        .containsExactly(new Event("trip", "t:2", "{\n}"));
  }

  @Test
  void comments_and_events_without_data_tell_nothing() {
    assertThat(parse(": heartbeat", "", "event: trip", "", "retry: 3", "")).isEmpty();
  }

  @Test
  void the_id_stays_until_another_comes() {
    assertThat(parse("id: 1", "data: a", "", "data: b", ""))
        .containsExactly(new Event("message", "1", "a"), new Event("message", "1", "b"));
  }

  @Test
  void an_event_beyond_the_bound_is_dropped_and_the_next_is_not() {
    String half = "data: " + "x".repeat(EventParser.DATA_MAX / 2 + 1);
    assertThat(parse(half, half, "", "data: next", ""))
        .containsExactly(new Event("message", "", "next"));
  }
}
