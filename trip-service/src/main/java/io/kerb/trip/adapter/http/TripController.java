package io.kerb.trip.adapter.http;

import io.kerb.location.api.TripId;
import io.kerb.pricing.api.Money;
import io.kerb.pricing.api.QuoteId;
import io.kerb.runtime.http.Caller;
import io.kerb.runtime.http.Problem;
import io.kerb.runtime.http.Role;
import io.kerb.trip.aggregate.Actor;
import io.kerb.trip.aggregate.Trip;
import io.kerb.trip.aggregate.TripCommand;
import io.kerb.trip.change.ChangeTrip;
import io.kerb.trip.change.Outcome;
import io.kerb.trip.read.TripReader;
import io.kerb.trip.request.RequestOutcome;
import io.kerb.trip.request.RequestTrip;
import io.kerb.trip.request.TripRequest;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import java.util.Currency;
import java.util.List;
import java.util.function.Function;

/** A trip's life, for its rider, its driver and operators. */
@Controller("/v1/trips")
@ExecuteOn(TaskExecutors.BLOCKING)
public class TripController {
  private final RequestTrip requests;
  private final ChangeTrip changes;
  private final TripReader reader;
  private final NewDestination destinations;

  TripController(
      RequestTrip requests, ChangeTrip changes, TripReader reader, NewDestination destinations) {
    this.requests = requests;
    this.changes = changes;
    this.reader = reader;
    this.destinations = destinations;
  }

  /** Makes a trip of a quote. */
  @Post
  @Secured(Role.RIDER)
  public HttpResponse<TripView> request(
      @Body Bodies.NewTrip body,
      @Nullable @Header("Idempotency-Key") String key,
      Authentication authentication,
      HttpRequest<?> request) {
    Caller caller = Caller.of(authentication);
    String idempotencyKey = IdempotencyKey.check(key);
    QuoteId quote =
        Fields.valid("quote_id", () -> QuoteId.parse(Fields.required(body.quoteId(), "quote_id")));
    RequestOutcome outcome =
        Answers.known(
            () ->
                requests.request(
                    new TripRequest(
                        caller.rider(),
                        quote,
                        body.scheduledAt(),
                        idempotencyKey,
                        IdempotencyKey.digest(quote + "|" + body.scheduledAt()),
                        Answers.traceparent(request))));
    Trip trip = NewTripAnswer.created(outcome);
    return HttpResponse.created(Answers.view(trip, new Actor.Rider(caller.rider())));
  }

  /** The caller's open trip; a driver's {@code next_trip} comes after it. */
  @Get("/current")
  @Secured({Role.RIDER, Role.DRIVER})
  public TripView current(Authentication authentication) {
    Caller caller = Caller.of(authentication);
    List<Trip> open =
        caller.is(Role.DRIVER)
            ? reader.listOpen(caller.driver())
            : reader.findCurrent(caller.rider()).stream().toList();
    return open.stream()
        .map(trip -> Answers.view(trip, Answers.actor(caller)))
        .reduce(TripView::followedBy)
        .orElseThrow(
            () -> Problem.notFound("no_current_trip", "You have no open trip.").exception());
  }

  @Get("/{tripId}")
  @Secured({Role.RIDER, Role.DRIVER, Role.OPERATOR})
  public TripView trip(String tripId, Authentication authentication) {
    return Answers.view(read(tripId, authentication), actor(authentication));
  }

  @Get("/{tripId}/receipt")
  @Secured({Role.RIDER, Role.DRIVER, Role.OPERATOR})
  public Receipt receipt(String tripId, Authentication authentication) {
    return Receipt.of(read(tripId, authentication))
        .orElseThrow(
            () ->
                Problem.conflict("trip_not_ended", "There is a receipt when the trip has ended.")
                    .exception());
  }

  /** Drives on to another place, at a new price. */
  @Patch("/{tripId}")
  @Secured(Role.RIDER)
  public TripView change(
      String tripId,
      @Body Bodies.Change body,
      Authentication authentication,
      HttpRequest<?> request) {
    Place place = Fields.required(body.dropoff(), "dropoff");
    return command(
        tripId,
        trip -> destinations.command(trip, Fields.valid("dropoff", place::toPosition)),
        authentication,
        request);
  }

  /** For a rider or an operator the end; a driver only gives the trip back. */
  @Post("/{tripId}/cancel")
  @Secured({Role.RIDER, Role.DRIVER, Role.OPERATOR})
  public TripView cancel(
      String tripId,
      @Nullable @Body Bodies.Cancel body,
      Authentication authentication,
      HttpRequest<?> request) {
    String reason = Fields.text(body == null ? null : body.reason(), "reason");
    TripCommand command =
        actor(authentication) instanceof Actor.Driver
            ? new TripCommand.Unassign(reason)
            : new TripCommand.Cancel(reason);
    return command(tripId, command, authentication, request);
  }

  @Post("/{tripId}/arrive")
  @Secured(Role.DRIVER)
  public TripView arrive(
      String tripId,
      @Nullable @Body Bodies.Nothing body,
      Authentication authentication,
      HttpRequest<?> request) {
    return command(tripId, new TripCommand.Arrive(), authentication, request);
  }

  @Post("/{tripId}/start")
  @Secured(Role.DRIVER)
  public TripView start(
      String tripId,
      @Body Bodies.Start body,
      Authentication authentication,
      HttpRequest<?> request) {
    String code = Fields.required(body.code(), "code");
    return command(tripId, new TripCommand.Start(code), authentication, request);
  }

  @Post("/{tripId}/reach-stop")
  @Secured(Role.DRIVER)
  public TripView reachStop(
      String tripId,
      @Body Bodies.ReachStop body,
      Authentication authentication,
      HttpRequest<?> request) {
    int stop = Fields.required(body.stop(), "stop");
    return command(tripId, new TripCommand.ReachStop(stop), authentication, request);
  }

  @Post("/{tripId}/complete")
  @Secured({Role.DRIVER, Role.OPERATOR})
  public TripView complete(
      String tripId,
      @Nullable @Body Bodies.Nothing body,
      Authentication authentication,
      HttpRequest<?> request) {
    return command(tripId, new TripCommand.Complete(), authentication, request);
  }

  @Post("/{tripId}/no-show")
  @Secured(Role.DRIVER)
  public TripView noShow(
      String tripId,
      @Nullable @Body Bodies.Nothing body,
      Authentication authentication,
      HttpRequest<?> request) {
    return command(tripId, new TripCommand.NoShow(), authentication, request);
  }

  @Post("/{tripId}/rating")
  @Secured({Role.RIDER, Role.DRIVER})
  public TripView rate(
      String tripId,
      @Body Bodies.Rating body,
      Authentication authentication,
      HttpRequest<?> request) {
    int stars = Fields.required(body.stars(), "stars");
    String comment = Fields.text(body.comment(), "comment");
    TripCommand rate = Fields.valid("stars", () -> new TripCommand.Rate(stars, comment));
    return command(tripId, rate, authentication, request);
  }

  @Post("/{tripId}/tip")
  @Secured(Role.RIDER)
  public TripView tip(
      String tripId,
      @Body Bodies.AmountGiven body,
      Authentication authentication,
      HttpRequest<?> request) {
    return command(
        tripId,
        trip -> {
          Money amount = amount(body, trip);
          return Fields.valid("amount_minor", () -> new TripCommand.Tip(amount));
        },
        authentication,
        request);
  }

  static Money amount(Bodies.AmountGiven body, Trip trip) {
    long minor = Fields.required(body.amountMinor(), "amount_minor");
    Currency currency =
        body.currency() == null
            ? trip.ride().fare().currency()
            : Fields.valid("currency", () -> Currency.getInstance(body.currency()));
    return new Money(minor, currency);
  }

  private TripView command(
      String tripId, TripCommand command, Authentication authentication, HttpRequest<?> request) {
    TripId id = Fields.tripId(tripId);
    Caller caller = Caller.of(authentication);
    Outcome outcome =
        Answers.known(() -> changes.change(id, command, Answers.origin(caller, request)));
    return Answers.view(outcome, Answers.actor(caller));
  }

  /** For a command that is made from the trip as it is. */
  private TripView command(
      String tripId,
      Function<Trip, TripCommand> command,
      Authentication authentication,
      HttpRequest<?> request) {
    Trip trip = read(tripId, authentication);
    return command(tripId, command.apply(trip), authentication, request);
  }

  private Trip read(String tripId, Authentication authentication) {
    return reader
        .findTrip(Fields.tripId(tripId), actor(authentication))
        .orElseThrow(Fields::noSuchTrip);
  }

  private static Actor actor(Authentication authentication) {
    return Answers.actor(Caller.of(authentication));
  }
}
