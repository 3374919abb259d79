package io.kerb.city.http;

import java.util.Optional;

/** Lines of {@code text/event-stream} to events (WHATWG HTML, section 9.2.6). */
final class EventParser {
  /** An event longer than this is dropped; the API's are below 20 KiB. */
  static final int DATA_MAX = 256 * 1024;

  private final StringBuilder data = new StringBuilder();
  private String type = "";
  private String id = "";
  private boolean tooLong;

  record Event(String type, String id, String data) {}

  Optional<Event> line(String line) {
    if (line.isEmpty()) {
      return dispatch();
    }
    int colon = line.indexOf(':');
    String field = colon < 0 ? line : line.substring(0, colon);
    String value = colon < 0 ? "" : line.substring(colon + 1);
    if (value.startsWith(" ")) {
      value = value.substring(1);
    }
    switch (field) {
      case "event" -> type = value;
      case "id" -> id = value;
      case "data" -> append(value);
      default -> {
        // Comments keep the line alive; other fields are not used here.
      }
    }
    return Optional.empty();
  }

  private void append(String value) {
    tooLong |= data.length() + value.length() > DATA_MAX;
    if (!tooLong) {
      data.append(data.isEmpty() ? "" : "\n").append(value);
    }
  }

  private Optional<Event> dispatch() {
    Event event = new Event(type.isEmpty() ? "message" : type, id, data.toString());
    boolean empty = data.isEmpty() || tooLong;
    data.setLength(0);
    type = "";
    tooLong = false;
    return empty ? Optional.empty() : Optional.of(event);
  }
}
