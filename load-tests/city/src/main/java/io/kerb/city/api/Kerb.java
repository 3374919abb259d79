package io.kerb.city.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Kerb's public API. All answers and events arrive on the {@link Loop}'s thread. */
public interface Kerb {

  void ask(Request request, Consumer<Answer> then);

  /** Subscribes by server-sent events; stays subscribed through restarts until closed. */
  Feed follow(Identity who, FeedListener listener);

  /** Subscribes by WebSocket, which also takes pings. */
  Line connect(Identity who, FeedListener listener);

  /** A subscription. */
  interface Feed {
    boolean isUp();

    void close();
  }

  /** A subscription that takes pings too. */
  interface Line extends Feed {
    /** False if the line is down or its queue full: keep the pings for later. */
    boolean send(String sessionId, List<Map<String, Object>> pings);
  }

  /** What a subscription brings. */
  interface FeedListener {
    void onTrip(JsonNode trip);

    void onOffer(JsonNode offer);

    /** The server refused something that was sent by this line. */
    void onProblem(String code);
  }
}
