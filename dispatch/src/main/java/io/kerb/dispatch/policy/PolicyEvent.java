package io.kerb.dispatch.policy;

import java.time.Instant;

/** What a market's owner made of a wish for another policy. */
public sealed interface PolicyEvent permits PolicyChanged, PolicyKept {

  /** The id of the wish that this answers. */
  String request();

  Instant occurredAt();
}
