package io.kerb.pricing.adapter.file;

import io.kerb.location.api.MarketId;
import io.kerb.location.api.ProductId;
import io.kerb.pricing.api.FareRules;
import io.kerb.pricing.fare.FareBook;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** One mapping of a fare table; each field is taken once, and what is left over is refused. */
final class FareFields {
  private static final BigDecimal AMOUNT_MAX = new BigDecimal("1000000");
  private static final long SECONDS_MAX = 86_400;

  private final String source;
  private final Node node;
  private final Map<String, Node> left = new LinkedHashMap<>();
  private final Map<String, Node> all = new LinkedHashMap<>();

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

  FareBook.Line line(String version) {
    String market = name("market", MarketId::new);
    String product = name("product", ProductId::new);
    Currency currency = currency();
    FareRules rules =
        new FareRules(
            version,
            currency,
            wholeMinor("base", currency),
            rate("per_km", currency),
            rate("per_minute", currency),
            wholeMinor("booking_fee", currency),
            wholeMinor("minimum", currency),
            seconds("free_waiting_s"),
            rate("waiting_per_minute", currency),
            wholeMinor("cancel_fee", currency),
            seconds("free_cancel_s"));
    refuseOthers();
    return new FareBook.Line(market, product, rules);
  }

  Node node(String field) {
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
    return scalar.getValue();
  }

  void refuseOthers() {
    for (Map.Entry<String, Node> other : left.entrySet()) {
      throw bad(
          other.getValue(), "'" + other.getKey() + "' is not known here; maybe one of " + known());
    }
  }

  BadFareTableException bad(Node where, String message) {
    return new BadFareTableException(source, where.getStartMark().getLine() + 1, message, null);
  }

  private String known() {
    return "version, fares, market, product, currency, base, per_km, per_minute, booking_fee,"
        + " minimum, free_waiting_s, waiting_per_minute, cancel_fee, free_cancel_s";
  }

  private String name(String field, Consumer<String> check) {
    String value = text(field);
    if (!value.equals(FareBook.ANY)) {
      try {
        check.accept(value);
      } catch (IllegalArgumentException e) {
        throw bad(all.get(field), "'" + field + "': " + e.getMessage() + " (or \"*\" for any)");
      }
    }
    return value;
  }

  private Currency currency() {
    String code = text("currency");
    try {
      return Currency.getInstance(code);
    } catch (IllegalArgumentException e) {
      throw bad(
          all.get("currency"),
          "'currency' must be an ISO 4217 code such as EUR, but was '" + code + "'");
    }
  }

  /** An amount that is charged as it stands: whole minor units. */
  private long wholeMinor(String field, Currency currency) {
    BigDecimal minor = rate(field, currency);
    try {
      return minor.longValueExact();
    } catch (ArithmeticException e) {
      throw bad(
          all.get(field),
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
  private BigDecimal rate(String field, Currency currency) {
    BigDecimal major = number(field, "1.25");
    if (major.compareTo(AMOUNT_MAX) > 0) {
      throw bad(all.get(field), "'" + field + "' is above the limit of " + AMOUNT_MAX);
    }
    return major.movePointRight(Math.max(0, currency.getDefaultFractionDigits()));
  }

  private long seconds(String field) {
    BigDecimal value = number(field, "120");
    if (value.stripTrailingZeros().scale() > 0
        || value.compareTo(BigDecimal.valueOf(SECONDS_MAX)) > 0) {
      throw bad(all.get(field), "'" + field + "' must be whole seconds, at most " + SECONDS_MAX);
    }
    return value.longValueExact();
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
        all.get(field),
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
