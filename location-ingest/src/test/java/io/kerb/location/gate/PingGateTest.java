package io.kerb.location.gate;

import static io.kerb.location.TinyMarkets.north;
import static io.kerb.location.gate.RejectionCode.DUPLICATE;
import static io.kerb.location.gate.RejectionCode.IMPLAUSIBLE_SPEED;
import static io.kerb.location.gate.RejectionCode.INVALID_SESSION;
import static io.kerb.location.gate.RejectionCode.OUTSIDE_MARKET;
import static io.kerb.location.gate.RejectionCode.OUT_OF_RANGE;
import static io.kerb.location.gate.RejectionCode.RATE_LIMITED;
import static io.kerb.location.gate.RejectionCode.RECORDED_IN_FUTURE;
import static io.kerb.location.gate.RejectionCode.RECORDED_TOO_OLD;
import static io.kerb.location.gate.RejectionCode.STALE_SEQUENCE;
import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.location.TinyMarkets;
import io.kerb.location.api.LatLng;
import io.kerb.location.api.PingIntake;
import io.kerb.location.api.PingIntake.Batch;
import io.kerb.location.api.PingIntake.Ping;
import io.kerb.location.api.PingIntake.Rejection;
import io.kerb.location.gate.Verdict.Accepted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PingGateTest {
  private static final Instant START = Instant.parse("2026-05-01T08:00:00Z");

  private final PingGate gate = new PingGate(TinyMarkets.MARKETS);
  private DriverTrack track = DriverTrack.unknown(START);
  private Instant now = START;

  @Test
  void aGoodPingEntersTheLogOfItsMarketFullyTrusted() {
    Verdict verdict = send("a", ping(1, TinyMarkets.CENTER));
    assertThat(verdict.receipt()).isEqualTo(new PingIntake.Receipt(1, List.of()));
    Accepted accepted = verdict.accepted().get(0);
    assertThat(accepted.market()).isEqualTo(TinyMarkets.CITY);
    assertThat(accepted.trust()).isEqualTo(100);
    assertThat(accepted.backlog()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(doubles = {90.01, -90.01, Double.NaN, Double.POSITIVE_INFINITY})
  void aLatitudeThatDoesNotExistIsRefused(double latitude) {
    Ping ping = new Ping(1, latitude, -122.41, null, null, now);
    assertThat(codes(send("a", ping))).containsExactly(OUT_OF_RANGE.code());
  }

  @ParameterizedTest
  @ValueSource(doubles = {180.01, -180.01, Double.NaN})
  void aLongitudeThatDoesNotExistIsRefused(double longitude) {
    Ping ping = new Ping(1, 37.78, longitude, null, null, now);
    assertThat(codes(send("a", ping))).containsExactly(OUT_OF_RANGE.code());
  }

  @Test
  void headingSpeedAndSequenceHaveBounds() {
    LatLng here = TinyMarkets.CENTER;
    assertThat(
            codes(
                send(
                    "a",
                    new Ping(1, here.latitude(), here.longitude(), 360, null, now),
                    new Ping(2, here.latitude(), here.longitude(), -1, null, now),
                    new Ping(3, here.latitude(), here.longitude(), 0, Double.NaN, now),
                    new Ping(4, here.latitude(), here.longitude(), 0, 151.0, now),
                    new Ping(-1, here.latitude(), here.longitude(), 0, 1.0, now),
                    new Ping(
                        PingGate.SEQUENCE_MAX + 1, here.latitude(), here.longitude(), 0, 1.0, now),
                    new Ping(7, here.latitude(), here.longitude(), 0, 1.0, null))))
        .containsOnly(OUT_OF_RANGE.code())
        .hasSize(7);
  }

  @Test
  void aPositionInNoMarketIsRefused() {
    assertThat(codes(send("a", ping(1, new LatLng(0, 0))))).containsExactly(OUTSIDE_MARKET.code());
  }

  @Test
  void aPhonesClockMayBeALittleAheadButNotMore() {
    Verdict verdict =
        send(
            "a",
            recorded(1, now.plus(PingGate.AHEAD_MAX)),
            recorded(2, now.plus(PingGate.AHEAD_MAX).plusMillis(1)),
            recorded(3, now.minus(PingGate.AGE_MAX)),
            recorded(4, now.minus(PingGate.AGE_MAX).minusMillis(1)));
    assertThat(verdict.rejected())
        .containsExactly(
            new Rejection(1, RECORDED_IN_FUTURE.code()), new Rejection(3, RECORDED_TOO_OLD.code()));
  }

  @Test
  void aRepeatedPingIsADuplicateAndAnOlderOneIsStale() {
    send("a", ping(5, TinyMarkets.CENTER));
    assertThat(codes(send("a", ping(5, TinyMarkets.CENTER)))).containsExactly(DUPLICATE.code());
    assertThat(codes(send("a", ping(4, TinyMarkets.CENTER))))
        .containsExactly(STALE_SEQUENCE.code());
  }

  @Test
  void aNewSessionStartsAnewAndEndsTheOneBefore() {
    send("a", ping(500, TinyMarkets.CENTER));
    assertThat(send("b", ping(1, TinyMarkets.CENTER)).accepted()).hasSize(1);
    assertThat(codes(send("a", ping(501, TinyMarkets.CENTER))))
        .containsExactly(STALE_SEQUENCE.code());
  }

  @Test
  void withinABatchTheSequenceOrdersAndOnlyTheNewestIsNoBacklog() {
    Verdict verdict =
        send(
            "a",
            ping(3, TinyMarkets.CENTER),
            ping(1, TinyMarkets.CENTER),
            ping(2, TinyMarkets.CENTER),
            ping(2, TinyMarkets.CENTER));
    assertThat(verdict.accepted().stream().map(accepted -> accepted.ping().sequence()))
        .containsExactly(1L, 2L, 3L);
    assertThat(verdict.accepted().stream().map(Accepted::backlog))
        .containsExactly(true, true, false);
    assertThat(verdict.rejected()).containsExactly(new Rejection(3, DUPLICATE.code()));
  }

  @Test
  void aSingleBadFixNeverMovesACar() {
    send("a", ping(1, TinyMarkets.CENTER));
    after(4);
    assertThat(codes(send("a", ping(2, north(8_000))))).containsExactly(IMPLAUSIBLE_SPEED.code());
    after(4);
    Verdict back = send("a", ping(3, north(40)));
    assertThat(back.accepted()).hasSize(1);
    assertThat(back.accepted().get(0).trust()).isBetween(80, 99);
  }

  @Test
  void aPlaceThatTheNextPingConfirmsIsBelievedWithLessTrust() {
    send("a", ping(1, TinyMarkets.CENTER));
    after(4);
    send("a", ping(2, north(8_000)));
    after(4);
    Verdict confirmed = send("a", ping(3, north(8_030)));
    assertThat(confirmed.accepted()).hasSize(1);
    assertThat(confirmed.accepted().get(0).trust()).isLessThan(50);
  }

  @Test
  void repeatingAnImplausiblePingDoesNotConfirmIt() {
    send("a", ping(1, TinyMarkets.CENTER));
    after(4);
    send("a", ping(2, north(8_000)));
    assertThat(codes(send("a", ping(2, north(8_000))))).containsExactly(DUPLICATE.code());
  }

  @Test
  void whoeverJumpsAboutSinksBelowTheIndexsTrust() {
    int sequence = 0;
    int lowest = 100;
    for (int i = 0; i < 10; i++) {
      after(4);
      LatLng place = i % 2 == 0 ? TinyMarkets.CENTER : north(8_000);
      send("a", ping(++sequence, place));
      Verdict verdict = send("a", ping(++sequence, place));
      lowest = Math.min(lowest, verdict.after().trust());
    }
    assertThat(lowest).isLessThan(20);
  }

  @Test
  void trustIsEarnedBackByPlausiblePings() {
    send("a", ping(1, TinyMarkets.CENTER));
    send("a", ping(2, north(8_000)));
    send("a", ping(3, north(8_000)));
    for (int sequence = 4; sequence < 20; sequence++) {
      after(4);
      send("a", ping(sequence, north(8_000)));
    }
    assertThat(track.trust()).isEqualTo(100);
  }

  @Test
  void aRestartedAppMayBeElsewhereAtOnce() {
    send("a", ping(1, TinyMarkets.CENTER));
    Verdict elsewhere = send("b", ping(1, north(8_000)));
    assertThat(elsewhere.accepted()).hasSize(1);
    assertThat(elsewhere.accepted().get(0).trust()).isEqualTo(60);
  }

  @Test
  void theBacklogOfAFastDriveIsPlausibleByThePhonesClock() {
    List<Ping> drive = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      LatLng place = north(i * 100);
      drive.add(
          new Ping(
              i, place.latitude(), place.longitude(), null, null, now.minusSeconds(4L * (30 - i))));
    }
    assertThat(send("a", drive.toArray(Ping[]::new)).rejected()).isEmpty();
  }

  @Test
  void aDriverWhoSendsTooMuchIsHeldUpAndLaterServed() {
    Ping[] backlog =
        IntStream.rangeClosed(1, PingIntake.BATCH_MAX)
            .mapToObj(sequence -> ping(sequence, TinyMarkets.CENTER))
            .toArray(Ping[]::new);
    send("a", backlog);
    send("a", backlog);
    assertThat(codes(send("a", ping(1_000, TinyMarkets.CENTER))))
        .containsExactly(RATE_LIMITED.code());
    after(1);
    assertThat(send("a", ping(1_000, TinyMarkets.CENTER)).accepted()).hasSize(1);
  }

  @Test
  void aClockThatIsSetBackCostsNobodyTheirTokens() {
    send("a", ping(1, TinyMarkets.CENTER));
    now = now.minusSeconds(3_600);
    assertThat(send("a", ping(2, TinyMarkets.CENTER)).accepted()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void aSessionNeedsAnId(String session) {
    assertThat(codes(send(session, ping(1, TinyMarkets.CENTER))))
        .containsExactly(INVALID_SESSION.code());
  }

  @Test
  void whatTheLogDidNotAcknowledgeGetsInTheNextTime() {
    send("a", ping(1, TinyMarkets.CENTER));
    track = track.withoutOrder();
    assertThat(send("a", ping(1, TinyMarkets.CENTER)).accepted()).hasSize(1);
  }

  private Verdict send(String session, Ping... pings) {
    Verdict verdict = gate.judge(track, new Batch(session, Arrays.asList(pings)), now);
    track = verdict.after();
    return verdict;
  }

  private void after(int seconds) {
    now = now.plus(Duration.ofSeconds(seconds));
  }

  private Ping ping(long sequence, LatLng place) {
    return new Ping(sequence, place.latitude(), place.longitude(), 90, 10.0, now);
  }

  private static Ping recorded(long sequence, Instant recordedAt) {
    LatLng here = TinyMarkets.CENTER;
    return new Ping(sequence, here.latitude(), here.longitude(), null, null, recordedAt);
  }

  private static List<String> codes(Verdict verdict) {
    return verdict.rejected().stream().map(Rejection::code).toList();
  }
}
