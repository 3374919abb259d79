package io.kerb.pricing.surge;

import io.kerb.location.api.Cell;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.ProductId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What an operator wants of a market's surge until an end: a fixed multiplier somewhere, or a cap
 * everywhere. It is never changed, only withdrawn, so that all of them together are the audit.
 *
 * @param product empty for all
 * @param tenths the multiplier
 * @param by who gave it
 * @param withdrawn before its end
 */
public record SurgeOrder(
    UUID id,
    MarketId market,
    Kind kind,
    Scope scope,
    Optional<ProductId> product,
    int tenths,
    Instant givenAt,
    Instant endsAt,
    String by,
    String reason,
    Optional<Withdrawal> withdrawn) {
  /** Longer wishes belong into the policy. */
  public static final Duration LONGEST = Duration.ofDays(7);

  public static final int REASON_MAX = 500;
  public static final int CELLS_MAX = 500;

  /** What is ordered. */
  public enum Kind {
    /** This multiplier, reached step by step; the surroundings slope towards it. */
    OVERRIDE,
    /** No multiplier above this, at once. */
    CAP
  }

  /** Where. */
  public sealed interface Scope {
    record WholeMarket() implements Scope {}

    record Zone(String name) implements Scope {}

    record Cells(Set<Cell> cells) implements Scope {
      public Cells {
        cells = Set.copyOf(cells);
      }
    }
  }

  /** Who ended it early, and when. */
  public record Withdrawal(String by, Instant at) {}

  public SurgeOrder withdrawn(String operator, Instant now) {
    return new SurgeOrder(
        id,
        market,
        kind,
        scope,
        product,
        tenths,
        givenAt,
        endsAt,
        by,
        reason,
        Optional.of(new Withdrawal(operator, now)));
  }

  public boolean isActive(Instant now) {
    return withdrawn.isEmpty() && now.isBefore(endsAt);
  }

  boolean concerns(ProductId other) {
    return product.isEmpty() || product.get().equals(other);
  }

  /** Whether this asks for the same as another, whoever gave it. */
  public boolean wishesTheSameAs(SurgeOrder other) {
    return kind == other.kind
        && scope.equals(other.scope)
        && product.equals(other.product)
        && tenths == other.tenths
        && endsAt.equals(other.endsAt);
  }
}
