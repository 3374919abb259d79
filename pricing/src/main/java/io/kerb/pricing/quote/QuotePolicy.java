package io.kerb.pricing.quote;

import java.time.Duration;

/**
 * @param validFor how long a price is firm
 * @param distanceMaxM longer routes get no price
 * @param reachM how far a driver may be to count for the pickup ETA
 * @param driversMax how many of the nearest drivers are asked for their ETA
 * @param freshness drivers silent for longer are left out
 */
public record QuotePolicy(
    Duration validFor, long distanceMaxM, double reachM, int driversMax, Duration freshness) {

  public static QuotePolicy standard() {
    return new QuotePolicy(Duration.ofMinutes(2), 200_000, 8_000, 20, Duration.ofSeconds(30));
  }
}
