package io.kerb.pricing.fare;

import io.kerb.location.api.Market;
import io.kerb.location.api.Markets;
import io.kerb.location.api.ProductId;
import io.kerb.pricing.api.FareBand;
import io.kerb.pricing.api.FareRules;
import io.kerb.pricing.api.Surcharge;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One fare table: lines of rules, and the zones, tolls and bands that go with them.
 *
 * @param digest of its text: what quotes name it by
 * @param text as it was written, kept so that the table can be read again when it has been replaced
 * @param bands of those that hold at a moment, the first counts
 */
public record FareTable(
    String version,
    String digest,
    String text,
    List<Line> lines,
    List<ZoneRule> zones,
    List<TollRule> tolls,
    List<BandRule> bands) {

  /** Rules for a market (or any) and a product (or any). */
  public record Line(Scope scope, FareRules rules) {}

  public FareTable {
    lines = List.copyOf(lines);
    zones = List.copyOf(zones);
    tolls = List.copyOf(tolls);
    bands = List.copyOf(bands);
  }

  /** Of the line that names most, with the band of this moment. */
  Optional<FareRules> findRules(Market market, ProductId product, Instant at) {
    return lines.stream()
        .filter(line -> line.scope().fits(market, product))
        .max(Comparator.comparingInt(line -> line.scope().precision()))
        .map(line -> line.rules().in(band(market, product, at)));
  }

  private FareBand band(Market market, ProductId product, Instant at) {
    ZonedDateTime local = at.atZone(market.timeZone());
    return bands.stream()
        .filter(rule -> rule.scope().fits(market, product) && rule.holdsAt(local))
        .findFirst()
        .map(BandRule::band)
        .orElse(FareBand.NONE);
  }

  /** The zones and tolls that this course makes due, in the table's order. */
  public List<Surcharge> surcharges(Market market, ProductId product, Course course) {
    List<Surcharge> due = new ArrayList<>();
    for (ZoneRule zone : zones) {
      if (zone.scope().fits(market, product) && zone.appliesTo(course)) {
        due.add(new Surcharge(Surcharge.Kind.ZONE, zone.name(), 1, zone.amountMinor()));
      }
    }
    for (TollRule toll : tolls) {
      int times = toll.scope().fits(market, product) ? toll.timesDue(course) : 0;
      if (times > 0) {
        due.add(new Surcharge(Surcharge.Kind.TOLL, toll.name(), times, times * toll.amountMinor()));
      }
    }
    return due;
  }

  /**
   * What is allowed and yet looks like a mistake in this installation: an entry for a market that
   * is not served, or in another currency than its market's, and a zone that leaves its market.
   */
  public List<String> warnings(Markets markets) {
    List<String> warnings = new ArrayList<>();
    scopes().forEach(entry -> entry.warning(markets).ifPresent(warnings::add));
    for (ZoneRule zone : zones) {
      markets.listMarkets().stream()
          .filter(market -> market.marketId().value().equals(zone.scope().market()))
          .filter(market -> !zone.area().isIn(market))
          .forEach(
              market ->
                  warnings.add(
                      "line %d: zone '%s' reaches out of market %s; maybe latitude and longitude"
                              .formatted(zone.scope().line(), zone.name(), market.marketId())
                          + " are swapped"));
    }
    return warnings;
  }

  private Stream<Named> scopes() {
    return Stream.of(
            lines.stream().map(line -> new Named("fare", line.scope())),
            zones.stream().map(zone -> new Named("zone '" + zone.name() + "'", zone.scope())),
            tolls.stream().map(toll -> new Named("toll '" + toll.name() + "'", toll.scope())),
            bands.stream()
                .map(rule -> new Named("band '" + rule.band().name() + "'", rule.scope())))
        .flatMap(named -> named);
  }

  private record Named(String what, Scope scope) {
    private Optional<String> warning(Markets markets) {
      if (scope.market().equals(Scope.ANY)) {
        return Optional.empty();
      }
      Optional<Market> market =
          markets.listMarkets().stream()
              .filter(known -> known.marketId().value().equals(scope.market()))
              .findFirst();
      if (market.isEmpty()) {
        return Optional.of(
            "line %d: %s names market '%s', which is not served here"
                .formatted(scope.line(), what, scope.market()));
      }
      return market
          .filter(known -> !known.currency().equals(scope.currency()))
          .map(
              known ->
                  "line %d: %s is in %s, but market %s counts in %s, so it never holds"
                      .formatted(
                          scope.line(),
                          what,
                          scope.currency(),
                          known.marketId(),
                          known.currency()));
    }
  }
}
