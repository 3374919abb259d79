package io.kerb.dispatch.adapter.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import io.kerb.dispatch.wire.Candidate;
import io.kerb.dispatch.wire.DecisionRecord;
import io.kerb.local.fixture.EngineStack;
import io.kerb.local.fixture.Engines;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.TripId;
import io.kerb.runtime.cql.CqlMigrations;
import io.kerb.runtime.cql.CqlSettings;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(EngineStack.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DecisionTablesIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final MarketId MARKET = new MarketId("smalltown");
  private static final Instant TWO_MINUTES_PAST_NINE = Instant.parse("2026-01-01T09:02:00Z");

  private CqlSession session;
  private DecisionTables tables;

  @BeforeAll
  void open(Engines engines) {
    String[] node = engines.cassandraContactPoints().get(0).split(":");
    session =
        CqlSession.builder()
            .addContactPoint(new InetSocketAddress(node[0], Integer.parseInt(node[1])))
            .withLocalDatacenter(engines.localDatacenter())
            .withConfigLoader(
                DriverConfigLoader.programmaticBuilder()
                    .withString(DefaultDriverOption.PROTOCOL_VERSION, "V4")
                    .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, PATIENCE)
                    .build())
            .build();
    CqlSettings settings =
        new CqlSettings(
            "t" + UUID.randomUUID().toString().replace("-", "").substring(0, 12) + "_",
            "{'class': 'SimpleStrategy', 'replication_factor': 1}");
    new CqlMigrations(session, settings).migrate("dispatch", List.of("V001__decisions.cql"));
    tables = new DecisionTables(session, settings.keyspace("dispatch"));
  }

  @AfterAll
  void close() {
    session.close();
  }

  @Test
  void whyReadsBackTheWholeDecisionTheNewestFirst() {
    TripId trip = new TripId(UUID.randomUUID());
    DecisionRecord first = decision(trip, TWO_MINUTES_PAST_NINE, 0);
    DecisionRecord second = decision(trip, TWO_MINUTES_PAST_NINE.plusSeconds(2), 7);
    tables.write(first);
    tables.write(second);
    tables.write(second);

    assertThat(tables.listByTrip(trip)).containsExactly(second, first);
    assertThat(tables.listByTrip(new TripId(UUID.randomUUID()))).isEmpty();
  }

  @Test
  void theNewestLinesGoBackOverTheHour() {
    MarketId market = new MarketId("newest");
    TripId before = new TripId(UUID.randomUUID());
    TripId after = new TripId(UUID.randomUUID());
    tables.write(
        decision(before, TWO_MINUTES_PAST_NINE.minusSeconds(300), 0).toBuilder()
            .setMarketId(market.value())
            .build());
    tables.write(
        decision(after, TWO_MINUTES_PAST_NINE, 7).toBuilder().setMarketId(market.value()).build());

    List<DecisionLine> lines = tables.listNewest(market, 10, TWO_MINUTES_PAST_NINE.plusSeconds(5));

    assertThat(lines).extracting(DecisionLine::trip).containsExactly(after, before);
    assertThat(lines.get(0).chosen())
        .hasValueSatisfying(
            chosen -> {
              assertThat(chosen.driver()).isEqualTo(new DriverId(7));
              assertThat(chosen.pickupEtaS()).isEqualTo(42);
            });
    assertThat(lines.get(0).candidates()).as("the filtered one does not count").isEqualTo(1);
    assertThat(lines.get(1).chosen()).isEmpty();
    assertThat(tables.listNewest(market, 1, TWO_MINUTES_PAST_NINE.plusSeconds(5)))
        .extracting(DecisionLine::trip)
        .containsExactly(after);
  }

  private static DecisionRecord decision(TripId trip, Instant at, long chosen) {
    return DecisionRecord.newBuilder()
        .setMarketId(MARKET.value())
        .setTripId(trip.toString())
        .setTripVersion(1)
        .setDecidedAtMs(at.toEpochMilli())
        .setChosenDriverId(chosen)
        .setOfferId(chosen == 0 ? "" : "offer")
        .setWaitedMs(1_500)
        .addCandidates(Candidate.newBuilder().setDriverId(7).setPickupEtaS(42).setDistanceM(100))
        .addCandidates(Candidate.newBuilder().setDriverId(8).setFilteredBy("engaged"))
        .putFiltered("engaged", 1)
        .build();
  }
}
