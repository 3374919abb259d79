package io.kerb.pricing.adapter.file;

import io.kerb.location.api.LatLng;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** One mapping of a fare table; each field is taken once, and what is left over is refused. */
final class FareFields {
  private static final BigDecimal AMOUNT_MAX = new BigDecimal("1000000");
  private static final long SECONDS_MAX = 86_400;
  private static final int TEXT_MAX = 60;
  private static final int POSITIONS_MAX = 1_000;

  private final String source;
  private final Node node;
  private final Map<String, Node> left = new LinkedHashMap<>();
  private final Map<String, Node> all = new LinkedHashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();

  private FareFields(String source, Node node) {
    this.source = source;
    this.node = node;
  }

  static FareFields of(String source, String what, Node node) {
    FareFields fields = new FareFields(source, node);
    if (!(node instanceof MappingNode mapping)) {
      throw fields.bad(node, what + " must be a list of 'field: value'");
    }
    for (NodeTuple entry : mapping.getValue()) {
      if (!(entry.getKeyNode() instanceof ScalarNode key)) {
        throw fields.bad(entry.getKeyNode(), "a field's name must be a word");
      }
      if (fields.all.put(key.getValue(), entry.getValueNode()) != null) {
        throw fields.bad(key, "'" + key.getValue() + "' stands twice");
      }
    }
    fields.left.putAll(fields.all);
    return fields;
  }

  /** Of the file, from 1. */
  int line() {
    return node.getStartMark().getLine() + 1;
  }

  boolean has(String field) {
    asked.add(field);
    return all.containsKey(field);
  }

  Node node(String field) {
    asked.add(field);
    Node value = left.remove(field);
    if (value == null) {
      throw bad(node, "'" + field + "' is missing");
    }
    return value;
  }

  String text(String field) {
    Node value = node(field);
    if (!(value instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
      throw bad(value, "'" + field + "' must be a text");
    }
    if (scalar.getValue().length() > TEXT_MAX) {
      throw bad(
          value,
          "'%s' may have at most %d characters, but has %d"
              .formatted(field, TEXT_MAX, scalar.getValue().length()));
    }
    return scalar.getValue();
  }

  /** The entries of a list of mappings; none if the field is absent. */
  List<FareFields> list(String field, String what, int max) {
    if (!has(field)) {
      return List.of();
    }
    List<Node> nodes = sequence(field, what);
    if (nodes.size() > max) {
      throw bad(
          field,
          "'%s' may have at most %d entries, but has %d".formatted(field, max, nodes.size()));
    }
    return nodes.stream().map(entry -> of(source, what, entry)).toList();
  }

  List<Node> sequence(String field, String what) {
    Node value = node(field);
    if (!(value instanceof SequenceNode list) || list.getValue().isEmpty()) {
      throw bad(value, "'" + field + "' must be a list of at least one " + what);
    }
    return list.getValue();
  }

  void refuseOthers() {
    for (Map.Entry<String, Node> other : left.entrySet()) {
      throw bad(
          other.getValue(),
          "'" + other.getKey() + "' is not known here; maybe one of " + String.join(", ", asked));
    }
  }

  /** About a field that is there. */
  BadFareTableException bad(String field, String message) {
    return bad(all.get(field), message);
  }

  BadFareTableException bad(Node where, String message) {
    return new BadFareTableException(source, where.getStartMark().getLine() + 1, message, null);
  }

  /** About the entry as a whole. */
  BadFareTableException bad(String message) {
    return bad(node, message);
  }

  Currency currency() {
    String code = text("currency");
    try {
      return Currency.getInstance(code);
    } catch (IllegalArgumentException e) {
      throw bad(
          "currency", "'currency' must be an ISO 4217 code such as EUR, but was '" + code + "'");
    }
  }

  /** An amount that is charged as it stands: whole minor units. */
  long wholeMinor(String field, Currency currency) {
    BigDecimal minor = rate(field, currency);
    try {
      return minor.longValueExact();
    } catch (ArithmeticException e) {
      throw bad(
          field,
          "'"
              + field
              + "' has more than the "
              + currency.getDefaultFractionDigits()
              + " digits of "
              + currency.getCurrencyCode()
              + ": "
              + text(all.get(field)));
    }
  }

  /** An amount that is multiplied before it is charged: fractions of a minor unit may stand. */
  BigDecimal rate(String field, Currency currency) {
    BigDecimal major = number(field, "1.25");
    if (major.compareTo(AMOUNT_MAX) > 0) {
      throw bad(field, "'" + field + "' is above the limit of " + AMOUNT_MAX);
    }
    return major.movePointRight(Math.max(0, currency.getDefaultFractionDigits()));
  }

  BigDecimal number(String field, BigDecimal min, BigDecimal max) {
    BigDecimal value = number(field, min.toPlainString());
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw bad(field, "'%s' must be %s to %s, but was %s".formatted(field, min, max, value));
    }
    return value;
  }

  long seconds(String field) {
    BigDecimal value = number(field, "120");
    if (value.stripTrailingZeros().scale() > 0
        || value.compareTo(BigDecimal.valueOf(SECONDS_MAX)) > 0) {
      throw bad(field, "'" + field + "' must be whole seconds, at most " + SECONDS_MAX);
    }
    return value.longValueExact();
  }

  <E extends Enum<E>> E oneOf(String field, Class<E> kind) {
    String value = text(field);
    return Arrays.stream(kind.getEnumConstants())
        .filter(constant -> word(constant).equals(value))
        .findFirst()
        .orElseThrow(() -> bad(field, notOneOf(field, kind, value)));
  }

  static <E extends Enum<E>> String notOneOf(String field, Class<E> kind, String value) {
    return "'%s' must be one of %s, but was '%s'"
        .formatted(
            field,
            Arrays.stream(kind.getEnumConstants())
                .map(FareFields::word)
                .collect(Collectors.joining(", ")),
            value);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** A list of {@code [latitude, longitude]}. */
  List<LatLng> positions(String field, int min) {
    List<Node> nodes = sequence(field, "[latitude, longitude]");
    if (nodes.size() < min || nodes.size() > POSITIONS_MAX) {
      throw bad(
          field,
          "'%s' needs %d to %d positions, but has %d"
              .formatted(field, min, POSITIONS_MAX, nodes.size()));
    }
    List<LatLng> positions = new ArrayList<>();
    nodes.forEach(position -> positions.add(position(field, position)));
    return positions;
  }

  private LatLng position(String field, Node node) {
    if (!(node instanceof SequenceNode pair) || pair.getValue().size() != 2) {
      throw bad(node, "'" + field + "' must be a list of [latitude, longitude]");
    }
    String latitude = text(pair.getValue().get(0));
    String longitude = text(pair.getValue().get(1));
    try {
      return new LatLng(Double.parseDouble(latitude), Double.parseDouble(longitude));
    } catch (IllegalArgumentException e) {
      throw bad(
          node,
          "'%s' has no position [%s, %s]: %s"
              .formatted(field, latitude, longitude, e.getMessage()));
    }
  }

  private BigDecimal number(String field, String example) {
    String value = text(field);
    try {
      BigDecimal number = new BigDecimal(value);
      if (number.signum() >= 0 && number.scale() <= 6 && number.precision() <= 18) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Falls through to the one message for both.
    }
    throw bad(
        field,
        "'"
            + field
            + "' must be a number not below 0 such as "
            + example
            + ", but was '"
            + value
            + "'");
  }

  private static String text(Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue() : node.toString();
  }
}
