package io.kerb.location.gate;

import io.kerb.location.api.LatLng;
import io.kerb.location.api.Market;
import io.kerb.location.api.Markets;
import io.kerb.location.api.PingIntake.Batch;
import io.kerb.location.api.PingIntake.Ping;
import io.kerb.location.api.PingIntake.Rejection;
import io.kerb.location.gate.SessionOrder.Place;
import io.kerb.location.gate.Verdict.Accepted;
import io.kerb.location.index.SupplyRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Decides which pings of a batch enter the log. It keeps nothing: what it knew of the driver goes
 * in, what is to be known comes out.
 *
 * <p>Within a batch the sequence decides, not the place in the list. A ping that nobody can have
 * driven to is refused once; if the next one confirms the place, the driver is believed to be
 * there, with less trust: a single bad fix never moves a car, and no car is locked out for ever.
 */
public final class PingGate {
  /** A phone's clock may be ahead by so much. */
  public static final Duration AHEAD_MAX = Duration.ofMinutes(2);

  /** An older report is of no use to anybody. */
  public static final Duration AGE_MAX = Duration.ofHours(24);

  public static final int SESSION_ID_MAX = 64;

  /** What the index's record holds. */
  public static final long SEQUENCE_MAX = SupplyRecord.SEQUENCE_MAX;

  private static final double REPORTED_SPEED_MAX_MPS = 150;

  private final Markets markets;

  public PingGate(Markets markets) {
    this.markets = markets;
  }

  /**
   * Judges a batch, given what is known of the driver.
   *
   * @param batch at most {@code PingIntake.BATCH_MAX} pings
   * @param receivedAt the gate's clock
   */
  public Verdict judge(DriverTrack before, Batch batch, Instant receivedAt) {
    if (batch.sessionId() == null
        || batch.sessionId().isBlank()
        || batch.sessionId().length() > SESSION_ID_MAX) {
      return refuseAll(before, batch, RejectionCode.INVALID_SESSION);
    }
    Optional<TokenBucket> left = before.tokens().take(batch.pings().size(), receivedAt);
    return left.isEmpty()
        ? refuseAll(before, batch, RejectionCode.RATE_LIMITED)
        : new Judging(before.withTokens(left.get()), batch, receivedAt).verdict();
  }

  private static Verdict refuseAll(DriverTrack before, Batch batch, RejectionCode code) {
    return new Verdict(
        before,
        List.of(),
        IntStream.range(0, batch.pings().size())
            .mapToObj(index -> new Rejection(index, code.code()))
            .toList());
  }

  /** One batch under judgement. */
  private final class Judging {
    private final Batch batch;
    private final int session;
    private final Instant receivedAt;
    private final List<Accepted> accepted = new ArrayList<>();
    private final List<Rejection> rejected = new ArrayList<>();
    private DriverTrack track;

    Judging(DriverTrack track, Batch batch, Instant receivedAt) {
      this.track = track;
      this.batch = batch;
      this.session = SessionOrder.hash(batch.sessionId());
      this.receivedAt = receivedAt;
    }

    Verdict verdict() {
      IntStream.range(0, batch.pings().size())
          .boxed()
          .sorted(Comparator.comparingLong(index -> batch.pings().get(index).sequence()))
          .forEach(this::judge);
      rejected.sort(Comparator.comparingInt(Rejection::index));
      return new Verdict(track, markBacklog(accepted), List.copyOf(rejected));
    }

    private void judge(int index) {
      judge(batch.pings().get(index))
          .ifPresent(code -> rejected.add(new Rejection(index, code.code())));
    }

    /** Empty if the ping was accepted. */
    private Optional<RejectionCode> judge(Ping ping) {
      if (!isInRange(ping)) {
        return Optional.of(RejectionCode.OUT_OF_RANGE);
      }
      if (ping.recordedAt().isAfter(receivedAt.plus(AHEAD_MAX))) {
        return Optional.of(RejectionCode.RECORDED_IN_FUTURE);
      }
      if (ping.recordedAt().isBefore(receivedAt.minus(AGE_MAX))) {
        return Optional.of(RejectionCode.RECORDED_TOO_OLD);
      }
      LatLng position = new LatLng(ping.latitude(), ping.longitude());
      Optional<Market> market = markets.findContaining(position);
      if (market.isEmpty()) {
        return Optional.of(RejectionCode.OUTSIDE_MARKET);
      }
      Place place = place(ping);
      if (place == Place.DUPLICATE) {
        return Optional.of(RejectionCode.DUPLICATE);
      }
      if (place == Place.STALE) {
        return Optional.of(RejectionCode.STALE_SEQUENCE);
      }
      // Also what is implausible takes its place, or its repetition would confirm it.
      track = track.withOrder(advanced(ping));
      Fix here = new Fix(position, ping.recordedAt(), receivedAt);
      if (!believe(here, place)) {
        return Optional.of(RejectionCode.IMPLAUSIBLE_SPEED);
      }
      accepted.add(new Accepted(ping, market.get(), track.trust(), false));
      return Optional.empty();
    }

    private Place place(Ping ping) {
      return track.order() == null
          ? Place.FIRST_OF_SESSION
          : track.order().placeOf(session, ping.sequence());
    }

    private SessionOrder advanced(Ping ping) {
      return track.order() == null
          ? SessionOrder.startingWith(session, ping.sequence())
          : track.order().advance(session, ping.sequence());
    }

    private boolean believe(Fix here, Place place) {
      if (track.last() == null || track.last().canReach(here)) {
        track = track.believing(here, Trust.afterPlausible(track.trust()));
        return true;
      }
      boolean confirmed = track.suspect() != null && track.suspect().canReach(here);
      // A restarted app may be elsewhere: a phone can travel while it is off.
      if (confirmed || place == Place.FIRST_OF_SESSION) {
        track = track.believing(here, Trust.afterJump(track.trust()));
        return true;
      }
      track = track.suspecting(here, Trust.afterSuspicion(track.trust()));
      return false;
    }
  }

  /** Only the newest enters the index; what came with it is for the track. */
  private static List<Accepted> markBacklog(List<Accepted> accepted) {
    List<Accepted> marked = new ArrayList<>(accepted.size());
    for (int i = 0; i < accepted.size(); i++) {
      Accepted one = accepted.get(i);
      marked.add(new Accepted(one.ping(), one.market(), one.trust(), i < accepted.size() - 1));
    }
    return List.copyOf(marked);
  }

  // Comparisons are written so that NaN fails them.
  private static boolean isInRange(Ping ping) {
    return ping.latitude() >= -90
        && ping.latitude() <= 90
        && ping.longitude() >= -180
        && ping.longitude() <= 180
        && ping.sequence() >= 0
        && ping.sequence() <= SEQUENCE_MAX
        && ping.recordedAt() != null
        && (ping.headingDeg() == null || (ping.headingDeg() >= 0 && ping.headingDeg() < 360))
        && (ping.speedMps() == null
            || (ping.speedMps() >= 0 && ping.speedMps() <= REPORTED_SPEED_MAX_MPS));
  }
}
