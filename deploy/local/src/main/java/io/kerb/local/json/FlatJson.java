package io.kerb.local.json;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the top-level scalars of one object on one line, as text; what is nested is skipped. For
 * the events that the city prints.
 */
public final class FlatJson {
  private final String text;
  private int at;

  private FlatJson(String text) {
    this.text = text;
  }

  /** Empty when the line is no object: a child's log may hold anything. */
  public static Optional<Map<String, String>> parse(String line) {
    try {
      return Optional.of(new FlatJson(line.strip()).object());
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private Map<String, String> object() {
    Map<String, String> values = new LinkedHashMap<>();
    expect('{');
    skipSpace();
    if (peek() == '}') {
      at++;
      return atEnd(values);
    }
    while (true) {
      skipSpace();
      String key = string();
      skipSpace();
      expect(':');
      skipSpace();
      char first = peek();
      if (first == '"') {
        values.put(key, string());
      } else if (first == '{' || first == '[') {
        skipNested();
      } else {
        values.put(key, word());
      }
      skipSpace();
      if (peek() == ',') {
        at++;
      } else {
        expect('}');
        return atEnd(values);
      }
    }
  }

  private Map<String, String> atEnd(Map<String, String> values) {
    if (at != text.length()) {
      throw new IllegalArgumentException("text after the object");
    }
    return values;
  }

  private String string() {
    expect('"');
    StringBuilder out = new StringBuilder();
    while (peek() != '"') {
      char c = text.charAt(at++);
      out.append(c == '\\' ? escaped() : c);
    }
    at++;
    return out.toString();
  }

  private char escaped() {
    char c = text.charAt(at++);
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> {
        at += 4;
        yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
      }
      default -> c;
    };
  }

  private String word() {
    int from = at;
    while (",}] \t".indexOf(peek()) < 0) {
      at++;
    }
    return text.substring(from, at);
  }

  private void skipNested() {
    int depth = 0;
    do {
      char c = peek();
      if (c == '"') {
        string();
        continue;
      }
      depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
      at++;
    } while (depth > 0);
  }

  private void skipSpace() {
    while (peek() == ' ' || peek() == '\t') {
      at++;
    }
  }

  private char peek() {
    return text.charAt(at);
  }

  private void expect(char c) {
    if (text.charAt(at++) != c) {
      throw new IllegalArgumentException("expected " + c);
    }
  }
}
