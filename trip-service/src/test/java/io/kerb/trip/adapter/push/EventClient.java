package io.kerb.trip.adapter.push;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A client of server-sent events, as simple as the format is. */
final class EventClient implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  /** One event; a comment has no name. */
  record Event(String name, String id, String data, String comment) {}

  private final List<Event> events = new CopyOnWriteArrayList<>();
  private final Stream<String> lines;
  private volatile boolean ended;

  EventClient(URI uri, String token, String lastEventId) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + token)
            .header("Accept", "text/event-stream");
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId);
    }
    try {
      HttpResponse<Stream<String>> response =
          CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofLines());
      if (response.statusCode() != 200) {
        throw new IllegalStateException("answered " + response.statusCode());
      }
      lines = response.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    Thread reader = new Thread(this::read, "event-client");
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    String name = null;
    String id = null;
    String data = null;
    String comment = null;
    try {
      for (String line : (Iterable<String>) lines::iterator) {
        if (line.isEmpty()) {
          events.add(new Event(name, id, data, comment));
          name = id = data = comment = null;
        } else if (line.startsWith(":")) {
          comment = line.substring(1).trim();
        } else if (line.startsWith("event:")) {
          name = line.substring(6).trim();
        } else if (line.startsWith("id:")) {
          id = line.substring(3).trim();
        } else if (line.startsWith("data:")) {
          data = line.substring(5).trim();
        }
      }
    } catch (UncheckedIOException closed) {
      // The connection is over, by either side.
    }
    ended = true;
  }

  /** What was heard, without comments. */
  List<Event> events() {
    return events.stream().filter(event -> event.name() != null).toList();
  }

  List<String> ids() {
    List<String> ids = new ArrayList<>();
    for (Event event : events()) {
      if (event.id() != null) {
        ids.add(event.id());
      }
    }
    return ids;
  }

  long heartbeats() {
    return events.stream()
        .filter(event -> event.name() == null && "heartbeat".equals(event.comment()))
        .filter(event -> event.data() == null)
        .count();
  }

  boolean ended() {
    return ended;
  }

  @Override
  public void close() {
    lines.close();
  }
}
