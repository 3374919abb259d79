package io.kerb.pricing.wiring;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.file.Path;
import java.time.Duration;

/**
 * @param fareFile a fare table that wins over the built-in one
 * @param zoneFile zones that price as one; none without it
 * @param quoteValid how long a price is firm
 * @param quoteKept how long a quote can be looked up; at least as long as it is valid
 * @param distanceMaxM longer routes get no price
 * @param surgeWindow requests of this long ago count as demand
 * @param surgeTick how often multipliers are computed
 * @param surgeCap the highest multiplier, in tenths
 */
@ConfigurationProperties("kerb.pricing")
public record PricingConfiguration(
    @Nullable Path fareFile,
    @Nullable Path zoneFile,
    @Bindable(defaultValue = "PT2M") Duration quoteValid,
    @Bindable(defaultValue = "P30D") Duration quoteKept,
    @Bindable(defaultValue = "200000") long distanceMaxM,
    @Bindable(defaultValue = "PT10M") Duration surgeWindow,
    @Bindable(defaultValue = "PT15S") Duration surgeTick,
    @Bindable(defaultValue = "25") int surgeCap) {

  public PricingConfiguration {
    if (quoteKept.compareTo(quoteValid) < 0) {
      throw new IllegalArgumentException(
          "kerb.pricing.quote-kept ("
              + quoteKept
              + ") must not be shorter than quote-valid ("
              + quoteValid
              + ")");
    }
  }
}
