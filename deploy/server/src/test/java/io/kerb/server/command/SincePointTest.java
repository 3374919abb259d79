package io.kerb.server.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SincePointTest {
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-03-10T12:00:00Z"), ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource({
    "90m, 2026-03-10T10:30:00Z",
    "12h, 2026-03-10T00:00:00Z",
    "7d, 2026-03-03T12:00:00Z",
    "2026-03-01, 2026-03-01T00:00:00Z",
    "2026-03-01T08:00:00Z, 2026-03-01T08:00:00Z"
  })
  void reads_how_long_ago_or_which_day_or_moment(String text, Instant moment) {
    assertThat(SincePoint.parse(text, NOON)).isEqualTo(moment);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "0d", "7", "-1h", "2026-02-30", "2026-03-01T08:00"})
  void names_what_is_no_moment(String text) {
    assertThatThrownBy(() -> SincePoint.parse(text, NOON))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'");
  }
}
