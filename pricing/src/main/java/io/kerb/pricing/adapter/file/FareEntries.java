package io.kerb.pricing.adapter.file;

import io.kerb.location.api.LatLng;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.ProductId;
import io.kerb.pricing.api.FareBand;
import io.kerb.pricing.api.FareRules;
import io.kerb.pricing.api.FareSource;
import io.kerb.pricing.fare.Area;
import io.kerb.pricing.fare.BandRule;
import io.kerb.pricing.fare.FareTable;
import io.kerb.pricing.fare.Gate;
import io.kerb.pricing.fare.Passage;
import io.kerb.pricing.fare.Scope;
import io.kerb.pricing.fare.TollRule;
import io.kerb.pricing.fare.ZoneRule;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The entries of a fare table, each of its mapping. */
final class FareEntries {
  private static final BigDecimal FACTOR_MIN = new BigDecimal("0.1");
  private static final BigDecimal FACTOR_MAX = new BigDecimal("10");
  private static final int GATE_POINTS_MIN = 2;

  private FareEntries() {}

  private enum Charged {
    ONCE,
    EACH_TIME
  }

  private enum Day {
    MON,
    TUE,
    WED,
    THU,
    FRI,
    SAT,
    SUN
  }

  static FareTable.Line line(FareFields fields, String version, String digest) {
    Scope scope = scope(fields, true);
    Currency currency = scope.currency();
    FareRules rules =
        new FareRules(
            version,
            currency,
            fields.wholeMinor("base", currency),
            fields.rate("per_km", currency),
            fields.rate("per_minute", currency),
            fields.wholeMinor("booking_fee", currency),
            fields.wholeMinor("minimum", currency),
            fields.seconds("free_waiting_s"),
            fields.rate("waiting_per_minute", currency),
            fields.wholeMinor("cancel_fee", currency),
            fields.seconds("free_cancel_s"),
            fields.has("per_stop") ? fields.wholeMinor("per_stop", currency) : 0,
            FareBand.NONE,
            new FareSource(digest, fields.line()));
    fields.refuseOthers();
    return new FareTable.Line(scope, rules);
  }

  static ZoneRule zone(FareFields fields) {
    String name = fields.text("name");
    Scope scope = scope(fields, false);
    ZoneRule zone =
        new ZoneRule(
            scope,
            name,
            fields.oneOf("when", ZoneRule.When.class),
            fields.wholeMinor("amount", scope.currency()),
            area(fields, "corners"));
    fields.refuseOthers();
    return zone;
  }

  static TollRule toll(FareFields fields) {
    String name = fields.text("name");
    Scope scope = scope(fields, false);
    TollRule toll =
        new TollRule(
            scope,
            name,
            fields.oneOf("charged", Charged.class) == Charged.ONCE,
            fields.wholeMinor("amount", scope.currency()),
            passage(fields));
    fields.refuseOthers();
    return toll;
  }

  private static Passage passage(FareFields fields) {
    if (fields.has("gate") == fields.has("area")) {
      throw fields.bad("a toll needs either 'gate' or 'area'");
    }
    if (fields.has("area")) {
      return area(fields, "area");
    }
    List<LatLng> points = fields.positions("gate", GATE_POINTS_MIN);
    for (int i = 1; i < points.size(); i++) {
      if (points.get(i).equals(points.get(i - 1))) {
        throw fields.bad("gate", "'gate' has the same position twice in a row: " + points.get(i));
      }
    }
    return new Gate(
        points,
        fields.has("towards") ? fields.oneOf("towards", Gate.Towards.class) : Gate.Towards.BOTH);
  }

  static BandRule band(FareFields fields) {
    String name = fields.text("name");
    Scope scope = scope(fields, true);
    if (!fields.has("factor") && !fields.has("surcharge")) {
      throw fields.bad("band '" + name + "' needs a 'factor' or a 'surcharge'");
    }
    FareBand band =
        new FareBand(
            name,
            fields.has("factor") ? fields.number("factor", FACTOR_MIN, FACTOR_MAX) : BigDecimal.ONE,
            fields.has("surcharge") ? fields.wholeMinor("surcharge", scope.currency()) : 0);
    BandRule rule =
        new BandRule(scope, band, days(fields), time(fields, "from"), time(fields, "to"));
    fields.refuseOthers();
    return rule;
  }

  private static Scope scope(FareFields fields, boolean anyMarket) {
    String market = name(fields, "market", MarketId::new, anyMarket);
    String product =
        fields.has("product") || anyMarket
            ? name(fields, "product", ProductId::new, true)
            : Scope.ANY;
    return new Scope(market, product, fields.currency(), fields.line());
  }

  private static String name(
      FareFields fields, String field, Consumer<String> check, boolean orAny) {
    String value = fields.text(field);
    if (value.equals(Scope.ANY) && orAny) {
      return value;
    }
    try {
      check.accept(value);
      return value;
    } catch (IllegalArgumentException e) {
      throw fields.bad(
          field, "'" + field + "': " + e.getMessage() + (orAny ? " (or \"*\" for any)" : ""));
    }
  }

  private static Area area(FareFields fields, String field) {
    List<LatLng> corners = fields.positions(field, Area.CORNERS_MIN);
    // GeoJSON's habit of naming the first corner again at the end is welcome.
    boolean closed = corners.get(0).equals(corners.get(corners.size() - 1));
    try {
      return new Area(closed ? corners.subList(0, corners.size() - 1) : corners);
    } catch (IllegalArgumentException e) {
      throw fields.bad(field, "'" + field + "' " + e.getMessage());
    }
  }

  private static Set<DayOfWeek> days(FareFields fields) {
    if (!fields.has("days")) {
      return EnumSet.allOf(DayOfWeek.class);
    }
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (Node node : fields.sequence("days", "day")) {
      days.add(DayOfWeek.of(day(fields, node).ordinal() + 1));
    }
    return days;
  }

  private static Day day(FareFields fields, Node node) {
    String word = node instanceof ScalarNode scalar ? scalar.getValue() : "";
    for (Day day : Day.values()) {
      if (day.name().equalsIgnoreCase(word)) {
        return day;
      }
    }
    throw fields.bad(node, FareFields.notOneOf("days", Day.class, word));
  }

  private static LocalTime time(FareFields fields, String field) {
    String value = fields.text(field);
    try {
      return LocalTime.parse(value);
    } catch (DateTimeParseException e) {
      throw fields.bad(
          field, "'" + field + "' must be a time such as 22:30, but was '" + value + "'");
    }
  }
}
