package io.kerb.dispatch.adapter.http;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import java.util.List;

/**
 * @param productIds what the driver serves; needed to go on duty
 * @param marketId may be left out where there is one market
 */
@Introspected
public record DutyRequest(
    boolean onDuty, @Nullable List<String> productIds, @Nullable String marketId) {}
