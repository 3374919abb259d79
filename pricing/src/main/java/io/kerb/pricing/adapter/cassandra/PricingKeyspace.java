package io.kerb.pricing.adapter.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import io.kerb.runtime.cql.CqlMigrations;
import io.kerb.runtime.cql.CqlSettings;
import java.util.List;

/** Pricing's keyspace, brought up to date by whoever needs a table of it. */
final class PricingKeyspace {
  static final String SERVICE = "pricing";

  private static final List<String> SCRIPTS =
      List.of("V001__quotes.cql", "V002__signed_quotes.cql");

  private PricingKeyspace() {}

  static void migrate(CqlSession session, CqlSettings settings) {
    new CqlMigrations(session, settings).migrate(SERVICE, SCRIPTS);
  }
}
