package io.kerb.trip.push;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client may send as Last-Event-ID. */
class EventIdTest {
  @Test
  void anIdIsReadAsItWasWritten() {
    EventId id = new EventId(Notices.trip(1), 12);

    assertThat(EventId.find(id.toString())).contains(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ":",
        "x:1",
        "00000000-0000-0000-0000-000000000001",
        "00000000-0000-0000-0000-000000000001:",
        "00000000-0000-0000-0000-000000000001:0",
        "00000000-0000-0000-0000-000000000001:-3",
        "00000000-0000-0000-0000-000000000001:99999999999999999999"
      })
  void anythingElseStartsTheStreamAnew(String text) {
    assertThat(EventId.find(text)).isEmpty();
  }
}
