package io.kerb.trip.change;

import io.kerb.trip.aggregate.Actor;

/**
 * Who asked, and within which trace.
 *
 * @param traceparent W3C trace context; may be empty
 */
public record Origin(Actor actor, String traceparent) {
  public static final Origin TIMER = new Origin(new Actor.Timer(), "");
}
