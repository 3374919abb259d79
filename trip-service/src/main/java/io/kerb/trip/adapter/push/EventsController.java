package io.kerb.trip.adapter.push;

import io.kerb.runtime.http.Caller;
import io.kerb.runtime.http.Role;
import io.kerb.trip.adapter.push.Streams.Opening;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/** Push as server-sent events (WHATWG HTML, section 9.2). */
@Controller("/v1/events")
@Secured({Role.RIDER, Role.DRIVER, Role.OPERATOR})
public class EventsController {
  private final Streams streams;

  EventsController(Streams streams) {
    this.streams = streams;
  }

  /**
   * The caller's trips (a driver's offers too, an operator's everything): first what is so now,
   * then what changes. A trip's version never goes backwards. The id of an event is {@code
   * trip_id:version}; sent back as {@code Last-Event-ID}, to any instance, it resumes the stream.
   *
   * <p>Events: {@code trip} (the whole trip; a driver hears once more of a trip that is no longer
   * theirs: its {@code driver_id} is another's, or absent), {@code offer}, {@code offer_closed},
   * {@code driver_location}, and {@code closed} with the reason, before the server ends the stream.
   * Comments every 10 s are signs of life.
   */
  @Get(produces = MediaType.TEXT_EVENT_STREAM)
  @ExecuteOn(TaskExecutors.BLOCKING)
  public Publisher<Event<String>> events(
      Authentication authentication, @Header("Last-Event-ID") @Nullable String lastEventId) {
    Opening opening =
        streams.open(authentication, Streams.subscriber(Caller.of(authentication)), lastEventId);
    return Flux.create(sink -> connect(opening, sink));
  }

  private static void connect(Opening opening, FluxSink<Event<String>> sink) {
    Stream stream = opening.stream();
    sink.onDispose(stream::gone);
    stream.begin(
        new EventLine(stream.subscription().subscriber().viewer(), sink), opening.snapshot());
    sink.onRequest(more -> stream.drain());
  }
}
