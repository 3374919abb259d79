package io.kerb.dispatch.exchange;

import java.time.Instant;

/** What happened to an exchange. The only events that change the {@link ExchangeBook}. */
public sealed interface ExchangeEvent permits ExchangeOrdered, ExchangeClosed {
  String exchange();

  Instant occurredAt();
}
