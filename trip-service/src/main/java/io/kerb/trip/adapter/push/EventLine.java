package io.kerb.trip.adapter.push;

import io.kerb.trip.push.CloseReason;
import io.kerb.trip.push.Notice;
import io.kerb.trip.push.Viewer;
import io.micronaut.http.sse.Event;
import java.util.concurrent.CancellationException;
import reactor.core.publisher.FluxSink;

/** A stream of server-sent events. */
final class EventLine implements Stream.Line {
  private final Viewer viewer;
  private final FluxSink<Event<String>> sink;

  EventLine(Viewer viewer, FluxSink<Event<String>> sink) {
    this.viewer = viewer;
    this.sink = sink;
  }

  @Override
  public boolean ready() {
    return sink.requestedFromDownstream() > 0;
  }

  @Override
  public void send(Notice notice) {
    Event<String> event = Event.of(notice.payload().jsonFor(viewer)).name(NoticeNames.of(notice));
    // Only trips have ids: a client that comes back names the last trip version it saw.
    sink.next(
        notice instanceof Notice.TripChanged change
            ? event.id(change.eventId().toString())
            : event);
  }

  @Override
  public void heartbeat() {
    sink.next(Event.of("").comment("heartbeat"));
  }

  @Override
  public void end(CloseReason reason) {
    sink.next(Event.of("{\"reason\":\"" + reason.code() + "\"}").name("closed"));
    sink.complete();
  }

  @Override
  public void abort() {
    sink.error(new CancellationException("the client does not read"));
  }
}
