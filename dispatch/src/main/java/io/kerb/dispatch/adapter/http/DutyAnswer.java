package io.kerb.dispatch.adapter.http;

import io.kerb.dispatch.adapter.http.DispatchView.PlaceView;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import java.util.List;

/** The wish as it was taken; the market's owner makes it true within a moment. */
@Introspected
public record DutyAnswer(
    String driverId,
    boolean onDuty,
    List<String> productIds,
    String marketId,
    @Nullable PlaceView destination) {}
