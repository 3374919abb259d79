package io.kerb.dispatch.market;

import static io.kerb.dispatch.market.TinyCity.STANDARD;
import static io.kerb.dispatch.market.TinyCity.XL;
import static io.kerb.dispatch.market.TinyCity.driver;
import static io.kerb.dispatch.market.TinyCity.trip;
import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.dispatch.api.OfferId;
import io.kerb.dispatch.exchange.ExchangeClosed;
import io.kerb.dispatch.exchange.ExchangeClosed.Reason;
import io.kerb.dispatch.exchange.ExchangeEvent;
import io.kerb.dispatch.exchange.ExchangeOrdered;
import io.kerb.dispatch.exchange.ExchangeOrdered.Step;
import io.kerb.dispatch.market.MarketCommand.DeclineOffer;
import io.kerb.dispatch.market.MarketCommand.SetDuty;
import io.kerb.dispatch.market.MarketCommand.SetPolicy;
import io.kerb.dispatch.offer.CloseReason;
import io.kerb.dispatch.offer.OfferClosed;
import io.kerb.dispatch.offer.OfferEvent;
import io.kerb.dispatch.offer.OfferMade;
import io.kerb.dispatch.policy.PolicyChange;
import io.kerb.dispatch.policy.PolicyEvent;
import io.kerb.dispatch.policy.PolicyValue;
import io.kerb.dispatch.policy.Rematching;
import io.kerb.dispatch.request.AssignedTrip;
import io.kerb.dispatch.request.OpenRequest;
import io.kerb.dispatch.request.TripChanged;
import io.kerb.dispatch.request.TripChanged.Cause;
import io.kerb.dispatch.request.TripChanged.Phase;
import io.kerb.dispatch.supply.Destination;
import io.kerb.dispatch.supply.StatusChanged;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.TripId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A random hour of a small market: drivers come and go, decline, accept late and early, relieve
 * each other, change trips wholly or in part, take the next trip before the last is over, give
 * trips back; riders cancel; events arrive twice. The invariants are checked after every step.
 */
class MarketSimulationTest {
  private static final int DRIVERS = 12;
  private static final int PARALLEL = 2;
  private static final int STEPS = 3_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34, 55, 89})
  void invariantsHoldAfterEveryStep(long seed) {
    new Run(seed).all();
  }

  private static final class Run {
    private final long seed;
    private final Random random;
    private final TinyCity city = new TinyCity();
    private final List<TripChanged> tripLog = new ArrayList<>();
    private final Map<TripId, Set<DriverId>> refused = new HashMap<>();
    private final Map<TripId, Set<DriverId>> refusedRelief = new HashMap<>();
    private final Set<OfferId> reliefs = new HashSet<>();
    private long trips;
    private int step;

    Run(long seed) {
      this.seed = seed;
      this.random = new Random(seed);
      city.policy =
          TinyCity.POLICY.toBuilder()
              .rematching(new Rematching(Duration.ofSeconds(10), Duration.ofSeconds(5), 3))
              .forwardMax(Duration.ofMinutes(10))
              .offersParallel(PARALLEL)
              .build();
    }

    void all() {
      for (step = 0; step < STEPS; step++) {
        logged(step());
        check();
      }
      assertThat(city.offerLog).as(where("something happened")).hasSizeGreaterThan(100);
      for (CloseReason reason : CloseReason.values()) {
        assertThat(city.offerLog)
            .as(where("every way to close an offer happened"))
            .anyMatch(e -> e instanceof OfferClosed closed && closed.reason() == reason);
      }
      assertThat(city.exchangeLog)
          .as(where("some exchanges went well, and some did not"))
          .anyMatch(e -> e instanceof ExchangeClosed closed && closed.reason() == Reason.DONE)
          .anyMatch(e -> e instanceof ExchangeClosed closed && closed.reason() != Reason.DONE);
      assertThat(city.offerLog)
          .as(where("a driver on the way was to be relieved"))
          .anyMatch(e -> e instanceof OfferMade made && made.replaces().isPresent());
      assertThat(city.state.policies().activeNumber()).as(where("policies changed")).isPositive();
      replayEqualsLive();
    }

    private Outcome step() {
      int dice = random.nextInt(100);
      if (dice < 30) {
        return city.pass(Duration.ofMillis(random.nextInt(3_000)));
      }
      if (dice < 35) {
        return exchange();
      }
      if (dice < 60) {
        for (int id = 1; id <= DRIVERS; id++) {
          if (random.nextInt(4) > 0) {
            city.car(id, random.nextInt(6_000));
          }
        }
        return random.nextBoolean() ? city.window() : city.round();
      }
      if (dice < 70) {
        int id = 1 + random.nextInt(DRIVERS);
        boolean onDuty = random.nextInt(4) > 0;
        return city.run(
            new SetDuty(
                driver(id),
                onDuty,
                random.nextBoolean() ? Set.of(STANDARD) : Set.of(XL, STANDARD),
                random.nextInt(3) == 0
                    ? Optional.of(new Destination(TinyCity.at(random.nextInt(12_000))))
                    : Optional.empty()));
      }
      if (dice < 77) {
        long id = ++trips;
        city.blocked = Set.of(driver(1 + random.nextInt(DRIVERS)));
        city.request(id, random.nextInt(6_000));
        tripLog.add(city.trips.get(trip(id)));
        return Outcome.NOTHING;
      }
      if (dice == 99) {
        return city.run(anyPolicy());
      }
      if (dice < 81) {
        return anyOffer()
            .map(offer -> city.run(new DeclineOffer(offer.driver(), offer.offer())))
            .orElse(Outcome.NOTHING);
      }
      return trips == 0 ? Outcome.NOTHING : tripMoves();
    }

    private SetPolicy anyPolicy() {
      return new SetPolicy(
          "wish-" + step,
          new PolicyChange(
              Map.of(
                  "offer_ttl_s", new PolicyValue.Amount(5 * random.nextInt(5)),
                  "rematching_changes_max", new PolicyValue.Amount(1 + random.nextInt(3))),
              Set.of()),
          random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextInt(5)),
          "operator",
          "");
    }

    /** trip-service carries out all, or a part, or none of it. */
    private Outcome exchange() {
      Outcome all = Outcome.NOTHING;
      for (ExchangeOrdered exchange : city.state.exchanges().listOpen()) {
        for (Step step : exchange.steps()) {
          TripChanged before = city.trips.get(step.trip());
          if (before.version() != step.tripVersion() || random.nextInt(5) == 0) {
            break;
          }
          all = all.plus(moved(before, Phase.EN_ROUTE, Cause.REPLACED, Optional.of(step.to())));
        }
      }
      return all;
    }

    private Outcome tripMoves() {
      TripChanged before = anyTrip();
      return switch (before.phase()) {
        case PROCESSING ->
            random.nextInt(3) == 0
                ? moved(before, Phase.ENDED, Cause.CANCELED, Optional.empty())
                : accepted(before, Cause.OTHER);
        case EN_ROUTE ->
            switch (random.nextInt(6)) {
              case 0 -> moved(before, Phase.PROCESSING, Cause.OTHER, Optional.empty());
              case 1 -> moved(before, Phase.ENDED, Cause.CANCELED, Optional.empty());
              case 2 ->
                  isNext(before)
                      ? Outcome.NOTHING
                      : moved(before, Phase.AT_PICKUP, Cause.OTHER, before.driver());
              default -> accepted(before, Cause.REPLACED);
            };
        case AT_PICKUP -> moved(before, Phase.RIDING, Cause.OTHER, before.driver());
        case RIDING -> moved(before, Phase.ENDED, Cause.COMPLETED, Optional.empty());
        default -> {
          // A late copy of an old event, as at-least-once delivery brings it.
          TripChanged old = tripLog.get(random.nextInt(tripLog.size()));
          assertThat(city.state.apply(old)).as(where("an old version is no news")).isFalse();
          yield Outcome.NOTHING;
        }
      };
    }

    /** Mostly one that goes on, sometimes one that is over. */
    private TripChanged anyTrip() {
      List<TripChanged> going =
          city.trips.values().stream().filter(trip -> trip.phase() != Phase.ENDED).toList();
      return going.isEmpty() || random.nextInt(10) == 0
          ? city.trips.get(trip(1 + random.nextInt((int) trips)))
          : going.get(random.nextInt(going.size()));
    }

    /** Mostly of the open offer, sometimes a late one of an offer long closed. */
    private Outcome accepted(TripChanged before, Cause cause) {
      List<OfferMade> asked = city.state.offers().listOpenOf(before.ride().trip());
      Optional<OfferMade> open =
          asked.isEmpty() ? Optional.empty() : Optional.of(asked.get(random.nextInt(asked.size())));
      if (cause == Cause.REPLACED && open.isEmpty()) {
        return Outcome.NOTHING;
      }
      DriverId winner =
          open.filter(offer -> random.nextInt(4) > 0)
              .map(OfferMade::driver)
              .orElse(driver(1 + random.nextInt(DRIVERS)));
      return mayTake(winner)
          ? moved(before, Phase.EN_ROUTE, cause, Optional.of(winner))
          : Outcome.NOTHING;
    }

    private boolean mayTake(DriverId driver) {
      List<TripChanged> held = tripsOf(driver);
      return held.isEmpty() || (held.size() == 1 && held.get(0).phase() == Phase.RIDING);
    }

    private boolean isNext(TripChanged trip) {
      return tripsOf(trip.driver().orElseThrow()).size() > 1;
    }

    private List<TripChanged> tripsOf(DriverId driver) {
      return city.trips.values().stream()
          .filter(trip -> trip.phase().hasDriver())
          .filter(trip -> trip.driver().equals(Optional.of(driver)))
          .toList();
    }

    private Outcome moved(TripChanged before, Phase phase, Cause cause, Optional<DriverId> driver) {
      Set<DriverId> released = new HashSet<>(before.released());
      before.driver().filter(d -> phase == Phase.PROCESSING).ifPresent(released::add);
      TripChanged event =
          new TripChanged(
              before.ride(),
              before.version() + 1,
              phase,
              city.now,
              cause,
              driver,
              before.waitingSince(),
              city.now.plus(TinyCity.BUDGET),
              released,
              before.blocked(),
              before.replacements() + (cause == Cause.REPLACED ? 1 : 0),
              city.now,
              "");
      tripLog.add(event);
      return city.change(event);
    }

    private Optional<OfferMade> anyOffer() {
      List<OfferMade> open = city.state.offers().listOpen();
      return open.isEmpty() ? Optional.empty() : Optional.of(open.get(random.nextInt(open.size())));
    }

    private Outcome logged(Outcome outcome) {
      for (OfferEvent event : outcome.offers()) {
        if (event instanceof OfferMade made) {
          declinedDriversAreExcluded(made);
          releasedDriversAreExcluded(made);
        } else if (event instanceof OfferClosed closed && closed.reason().excludesDriver()) {
          (reliefs.contains(closed.offer()) ? refusedRelief : refused)
              .computeIfAbsent(closed.trip(), t -> new HashSet<>())
              .add(closed.driver());
        }
      }
      return outcome;
    }

    private void check() {
      Set<DriverId> asked = new HashSet<>();
      Set<TripId> offered = new HashSet<>();
      for (OfferMade offer : city.state.offers().listOpen()) {
        assertThat(asked.add(offer.driver())).as(where("OneOpenOfferPerDriver")).isTrue();
        offered.add(offer.trip());
        assertThat(city.state.offers().openOf(offer.trip()))
            .as(where("NoMoreOffersPerTripThanThePolicyAllows"))
            .isLessThanOrEqualTo(offer.replaces().isPresent() ? 1 : PARALLEL);
        assertThat(mayTake(offer.driver()))
            .as(where("OffersGoToTheIdleAndTheNearlyThere"))
            .isTrue();
        assertThat(city.state.trips().findTrip(offer.trip()))
            .as(where("OffersStandForTripsWithoutACarAtTheKerb"))
            .hasValueSatisfying(
                t ->
                    assertThat(t)
                        .matches(
                            trip ->
                                trip instanceof OpenRequest || ((AssignedTrip) trip).isEnRoute())
                        .matches(trip -> trip.version() == offer.tripVersion()));
        assertThat(city.state.fleet().isOnDuty(offer.driver()))
            .as(where("OffersGoToDriversOnDuty"))
            .isTrue();
      }
      for (ExchangeOrdered exchange : city.state.exchanges().listOpen()) {
        for (Step bound : exchange.steps()) {
          assertThat(asked.add(bound.to())).as(where("NobodyIsAskedAndTold")).isTrue();
          assertThat(offered.add(bound.trip())).as(where("NoTripIsOfferedAndExchanged")).isTrue();
        }
      }
      for (int id = 1; id <= DRIVERS; id++) {
        boolean engaged = !tripsOf(driver(id)).isEmpty();
        assertThat(city.status(id).engaged())
            .as(where("PublishedEngagementIsTrue of driver " + id))
            .isEqualTo(engaged);
      }
    }

    private void declinedDriversAreExcluded(OfferMade made) {
      if (made.replaces().isPresent()) {
        reliefs.add(made.offer());
        assertThat(refusedRelief.getOrDefault(made.trip(), Set.of()))
            .as(where("DeclinedReliefsAreNotRepeated"))
            .doesNotContain(made.driver());
      }
      assertThat(refused.getOrDefault(made.trip(), Set.of()))
          .as(where("DeclinedDriversAreExcluded"))
          .doesNotContain(made.driver());
    }

    private void releasedDriversAreExcluded(OfferMade made) {
      assertThat(city.trips.get(made.trip()).released())
          .as(where("ReleasedDriversAreExcluded"))
          .doesNotContain(made.driver());
      assertThat(city.trips.get(made.trip()).blocked())
          .as(where("BlockedPairsDoNotMeet"))
          .doesNotContain(made.driver());
    }

    /** However the four topics are interleaved. */
    private void replayEqualsLive() {
      for (int i = 0; i < 3; i++) {
        Queue<TripChanged> tripEvents = new ArrayDeque<>(tripLog);
        Queue<OfferEvent> offerEvents = new ArrayDeque<>(city.offerLog);
        Queue<ExchangeEvent> exchangeEvents = new ArrayDeque<>(city.exchangeLog);
        Queue<StatusChanged> statuses = new ArrayDeque<>(city.statusLog);
        Queue<PolicyEvent> policies = new ArrayDeque<>(city.policyLog);
        MarketState replayed = new MarketState();
        while (!tripEvents.isEmpty()
            || !offerEvents.isEmpty()
            || !exchangeEvents.isEmpty()
            || !statuses.isEmpty()
            || !policies.isEmpty()) {
          switch (random.nextInt(5)) {
            case 0 -> Optional.ofNullable(tripEvents.poll()).ifPresent(replayed::apply);
            case 1 -> Optional.ofNullable(offerEvents.poll()).ifPresent(replayed::apply);
            case 2 -> Optional.ofNullable(exchangeEvents.poll()).ifPresent(replayed::apply);
            case 3 -> Optional.ofNullable(policies.poll()).ifPresent(replayed::apply);
            default -> Optional.ofNullable(statuses.poll()).ifPresent(replayed::apply);
          }
        }
        assertThat(replayed).as(where("ReplayEqualsLive")).isEqualTo(city.state);
        assertThat(city.decider().settle(replayed, city.now).offers())
            .as(where("nothing is left to do after a replay"))
            .isEmpty();
      }
      assertThat(city.state.trips().listOpen().stream().map(OpenRequest::trip))
          .as(where("no request is lost"))
          .containsExactlyInAnyOrderElementsOf(
              city.trips.values().stream()
                  .filter(t -> t.phase() == Phase.PROCESSING)
                  .map(t -> t.ride().trip())
                  .toList());
    }

    private String where(String invariant) {
      return invariant + " (seed " + seed + ", step " + step + ")";
    }
  }
}
