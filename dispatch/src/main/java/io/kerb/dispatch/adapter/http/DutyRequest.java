package io.kerb.dispatch.adapter.http;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import java.util.List;

/**
 * @param productIds what the driver serves; needed to go on duty
 * @param marketId may be left out where there is one market
 * @param destination where the driver wants to get to, within the market: only rides on the way
 *     there are offered. Without it, rides to anywhere; a ride that ends within 1 km of it ends it
 */
@Introspected
public record DutyRequest(
    boolean onDuty,
    @Nullable List<String> productIds,
    @Nullable String marketId,
    @Nullable Place destination) {

  /** A position as clients write it. */
  @Introspected
  public record Place(@Nullable Double latitude, @Nullable Double longitude) {}
}
