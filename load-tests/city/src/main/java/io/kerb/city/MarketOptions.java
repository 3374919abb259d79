package io.kerb.city;

import java.time.ZoneId;
import java.util.Currency;
import picocli.CommandLine.Option;

/** How a market is called and paid in. */
final class MarketOptions {
  @Option(names = "--market-id", defaultValue = "kerbville", description = "default: kerbville")
  String marketId;

  @Option(names = "--market-name", defaultValue = "Kerbville", description = "default: Kerbville")
  String name;

  @Option(names = "--time-zone", defaultValue = "America/Los_Angeles", description = "IANA name")
  ZoneId timeZone;

  @Option(names = "--currency", defaultValue = "USD", description = "ISO 4217")
  Currency currency;
}
