package io.kerb.local.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An object to write, keys in the order given. Values: text, numbers, booleans, objects, lists. */
public final class JsonObject {
  private final Map<String, Object> values = new LinkedHashMap<>();

  public static JsonObject event(String name) {
    return new JsonObject().with("event", name);
  }

  public JsonObject with(String key, Object value) {
    values.put(key, value);
    return this;
  }

  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(entry -> quoted(entry.getKey()) + ":" + written(entry.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String written(Object value) {
    if (value instanceof Number || value instanceof Boolean || value instanceof JsonObject) {
      return value.toString();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(JsonObject::written).collect(Collectors.joining(",", "[", "]"));
    }
    return value == null ? "null" : quoted(value.toString());
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ') {
            out.append("\\u%04x".formatted((int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
