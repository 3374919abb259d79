package io.kerb.trip.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kerb.dispatch.api.DispatchTopics;
import io.kerb.dispatch.wire.ExchangeEvent;
import io.kerb.dispatch.wire.ExchangeOrdered;
import io.kerb.dispatch.wire.ExchangeStep;
import io.kerb.local.fixture.EngineStack;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.RiderId;
import io.kerb.location.api.TripId;
import io.kerb.runtime.kafka.TopicCreator;
import io.kerb.trip.adapter.check.EngineWorld;
import io.kerb.trip.adapter.kafka.ExchangeFeed;
import io.kerb.trip.aggregate.Actor;
import io.kerb.trip.aggregate.Refusal;
import io.kerb.trip.aggregate.Status;
import io.kerb.trip.aggregate.Trip;
import io.kerb.trip.aggregate.TripCommand;
import io.kerb.trip.aggregate.TripPolicy;
import io.kerb.trip.assign.AssignDriver;
import io.kerb.trip.assign.AssignDriver.AcceptOutcome;
import io.kerb.trip.change.Origin;
import io.kerb.trip.change.Outcome;
import io.kerb.trip.check.TripCheck;
import io.kerb.trip.exchange.CarryOutExchange;
import io.kerb.trip.exchange.Exchange;
import io.kerb.trip.sample.SampleQuotes;
import io.kerb.trip.sample.TripStack;
import io.kerb.trip.store.Attempt;
import io.kerb.trip.store.Slot;
import io.kerb.trip.store.Slot.Binding;
import io.kerb.trip.wiring.TripService;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Drivers are relieved, go on with a next trip and exchange trips, on real engines. */
@ExtendWith(EngineStack.class)
final class RematchIT {
  private static final Duration SETTLES_WITHIN = Duration.ofSeconds(20);

  private static TripStack stack;
  private static TripService service;
  private static Producer<String, byte[]> producer;
  private static ExchangeFeed feed;

  private final long person = ThreadLocalRandom.current().nextLong(1, 1L << 50);
  private final DriverId anna = new DriverId(person);
  private final DriverId bert = new DriverId(person + 1);

  @BeforeAll
  static void start() throws InterruptedException {
    stack = new TripStack();
    new TopicCreator(stack.kafka()).create(List.of(DispatchTopics.EXCHANGES), TripStack.MARKETS);
    service = stack.service();
    service.startSweeps();
    producer = new KafkaProducer<>(stack.kafka().producer());
    feed = new ExchangeFeed(service.exchanges(), stack.kafka(), producer);
  }

  @AfterAll
  static void stop() {
    feed.close();
    producer.close();
    service.close();
    stack.close();
  }

  @AfterEach
  void check() {
    assertThat(
            new TripCheck(
                    new EngineWorld(stack.session(), stack.keyspace(), stack.kafka()),
                    TripPolicy.DEFAULT,
                    Clock.systemUTC())
                .run()
                .violations())
        .isEmpty();
  }

  private TripId request(int rider) {
    return stack.request(service, new RiderId(person + rider));
  }

  private Trip accept(DriverId driver, TripId trip, long version) {
    AcceptOutcome outcome = service.assign().accept(driver, trip, version, "offer", "");
    return done(((AssignDriver.Answered) outcome).outcome());
  }

  private static Trip done(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done) outcome).trip();
  }

  private static Outcome by(DriverId driver, TripId trip, TripCommand command) {
    return service.changes().change(trip, command, new Origin(new Actor.Driver(driver), ""));
  }

  private static void awaitBound(DriverId driver, TripId... trips) {
    await()
        .atMost(SETTLES_WITHIN)
        .untilAsserted(
            () -> {
              Slot slot = service.stores().drivers().findSlot(driver.value());
              assertThat(slot.bindings().map(Binding::trip)).containsExactly(trips);
            });
  }

  @Test
  void a_free_driver_relieves_the_one_on_the_way_who_is_free_then() {
    TripId trip = request(1);
    Trip before = accept(anna, trip, 1);

    Trip after = accept(bert, trip, before.version());

    assertThat(after.status()).isEqualTo(Status.ACCEPTED);
    assertThat(after.findDriver()).contains(bert);
    assertThat(service.reader().listOpen(bert)).containsExactly(after);
    assertThat(service.reader().listOpen(anna)).isEmpty();
    awaitBound(anna);
    // And back again: what frees Bert must not free Anna.
    accept(anna, trip, after.version());
    awaitBound(bert);
    awaitBound(anna, trip);
  }

  @Test
  void an_offer_to_relieve_is_refused_once_the_driver_has_arrived() {
    TripId trip = request(1);
    long offered = accept(anna, trip, 1).version();
    done(by(anna, trip, new TripCommand.Arrive()));

    AcceptOutcome late = service.assign().accept(bert, trip, offered, "offer", "");

    assertThat(((AssignDriver.Answered) late).outcome())
        .isEqualTo(new Outcome.Refused(new Refusal.AlreadyAssigned()));
    awaitBound(bert);
    awaitBound(anna, trip);
  }

  @Test
  void a_driver_with_a_rider_in_the_car_accepts_the_next_trip_and_goes_on_to_it() {
    TripId first = request(1);
    TripId second = request(2);
    Trip current = accept(anna, first, 1);
    assertThat(service.assign().accept(anna, second, 1, "offer", ""))
        .isEqualTo(new AssignDriver.DriverBusy());
    done(by(anna, first, new TripCommand.Arrive()));
    done(by(anna, first, new TripCommand.Start(current.ride().pickupCode())));

    accept(anna, second, 1);

    assertThat(service.reader().listOpen(anna))
        .extracting(trip -> trip.ride().tripId())
        .containsExactly(first, second);
    assertThat(by(anna, second, new TripCommand.Arrive()))
        .isEqualTo(new Outcome.Refused(new Refusal.NotItsTurn(first)));
    done(by(anna, first, new TripCommand.Complete()));
    // At once, whether or not the slot has moved on yet.
    done(by(anna, second, new TripCommand.Arrive()));
    awaitBound(anna, second);
  }

  @Test
  void two_drivers_exchange_their_trips_however_often_the_order_comes() {
    TripId first = request(1);
    TripId second = request(2);
    long firstVersion = accept(anna, first, 1).version();
    long secondVersion = accept(bert, second, 1).version();
    ExchangeEvent order =
        order(step(first, firstVersion, anna, bert), step(second, secondVersion, bert, anna));

    send(order);
    awaitBound(anna, second);
    awaitBound(bert, first);
    send(order);
    send(order(step(first, firstVersion, anna, bert), step(second, secondVersion, bert, anna)));
    // Orders are carried out one after the other: when this one is through, the others are.
    Trip exchanged = service.reader().findTrip(first).orElseThrow();
    Trip other = service.reader().findTrip(second).orElseThrow();
    send(
        order(
            step(first, exchanged.version(), bert, anna),
            step(second, other.version(), anna, bert)));

    awaitBound(anna, first);
    awaitBound(bert, second);
    assertThat(service.reader().findTrip(first).orElseThrow().version())
        .isEqualTo(firstVersion + 2);
  }

  @Test
  void an_exchange_that_is_under_way_goes_on_although_it_has_expired() {
    TripId first = request(1);
    TripId second = request(2);
    long firstVersion = accept(anna, first, 1).version();
    long secondVersion = accept(bert, second, 1).version();
    awaitBound(bert, second);
    Exchange late =
        new Exchange(
            UUID.randomUUID().toString(),
            List.of(
                new Exchange.Step(first, firstVersion, anna, bert),
                new Exchange.Step(second, secondVersion, bert, anna)),
            Instant.now().minusSeconds(1),
            "");
    assertThat(service.exchanges().carryOut(late)).isEqualTo(CarryOutExchange.Result.NOT_BEGUN);

    // What a process leaves that died between binding the driver and moving the trip.
    String offer = Attempt.offerOfExchange(late.id());
    Attempt left =
        new Attempt(UUID.randomUUID(), bert, first, firstVersion, offer, Instant.now(), "");
    service.stores().attempts().put(left);
    Slot bound = service.stores().drivers().findSlot(bert.value());
    service.stores().drivers().swap(bert.value(), bound.with(new Binding(first, left.id())));

    assertThat(service.exchanges().carryOut(late)).isEqualTo(CarryOutExchange.Result.DONE);
    awaitBound(anna, second);
    awaitBound(bert, first);
  }

  private static ExchangeStep step(TripId trip, long version, DriverId from, DriverId to) {
    return ExchangeStep.newBuilder()
        .setTripId(trip.toString())
        .setTripVersion(version)
        .setFromDriverId(from.value())
        .setToDriverId(to.value())
        .build();
  }

  private static ExchangeEvent order(ExchangeStep... steps) {
    return ExchangeEvent.newBuilder()
        .setExchangeId(UUID.randomUUID().toString())
        .setMarketId(SampleQuotes.MARKET.value())
        .setOrdered(
            ExchangeOrdered.newBuilder()
                .addAllSteps(List.of(steps))
                .setExpiresAtMs(Instant.now().plusSeconds(60).toEpochMilli()))
        .build();
  }

  private static void send(ExchangeEvent event) {
    producer.send(
        new ProducerRecord<>(
            stack.kafka().topic(DispatchTopics.EXCHANGES),
            TripStack.MARKETS.listMarkets().get(0).partition(),
            event.getMarketId(),
            event.toByteArray()));
    producer.flush();
  }
}
