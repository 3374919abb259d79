package io.kerb.server.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A moment as an operator writes it: so long ago, a day, or a moment. */
final class SincePoint {
  private static final Pattern AGO = Pattern.compile("([1-9][0-9]{0,4})([mhd])");

  private SincePoint() {}

  /**
   * @param text such as {@code 90m}, {@code 12h}, {@code 7d}, {@code 2026-11-01} (its beginning,
   *     UTC) or {@code 2026-11-01T08:00:00Z}
   * @throws IllegalArgumentException naming the text
   */
  static Instant parse(String text, Clock clock) {
    Matcher ago = AGO.matcher(text);
    if (ago.matches()) {
      return clock.instant().minus(duration(Long.parseLong(ago.group(1)), ago.group(2)));
    }
    try {
      return text.contains("T")
          ? Instant.parse(text)
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "'" + text + "' is no moment; maybe 12h, 7d, 2026-11-01 or 2026-11-01T08:00:00Z", e);
    }
  }

  private static Duration duration(long amount, String unit) {
    return switch (unit) {
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }
}
