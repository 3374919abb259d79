package io.kerb.dispatch.adapter.http;

import io.micronaut.core.annotation.Introspected;
import java.util.List;

/** The wish as it was taken; the market's owner makes it true within a moment. */
@Introspected
public record DutyAnswer(
    String driverId, boolean onDuty, List<String> productIds, String marketId) {}
