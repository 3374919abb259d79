package io.kerb.city.life;

import com.fasterxml.jackson.databind.JsonNode;
import io.kerb.city.api.Answer;
import io.kerb.city.api.Identity;
import io.kerb.city.api.Kerb;
import io.kerb.city.api.Request;
import io.kerb.location.api.LatLng;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A driver's stream of positions: every 4 s on the move, every 8 s parked (the API asks for at
 * least every 10 s). Over the line if there is one, else in batches by HTTP.
 */
final class Telemetry {
  private static final Duration MOVING = Duration.ofSeconds(4);
  private static final Duration PARKED = Duration.ofSeconds(8);

  private final Kerb kerb;
  private final Identity who;
  private final PingLog log;
  private final Tally tally;
  private Kerb.Line line;
  private Instant nextSend = Instant.MIN;
  private boolean sending;

  Telemetry(Kerb kerb, Identity who, PingLog log, Tally tally) {
    this.kerb = kerb;
    this.who = who;
    this.log = log;
    this.tally = tally;
  }

  /** From now on by this line; null for HTTP. */
  void use(Kerb.Line line) {
    this.line = line;
  }

  void tick(LatLng position, int headingDeg, double speedMps, Instant now) {
    boolean moving = speedMps > 0;
    // By HTTP a moving car notes its place at every tick and sends two at once.
    boolean due = !now.isBefore(nextSend);
    if (due || (moving && line == null)) {
      log.record(position, headingDeg, speedMps, now);
    }
    if (due) {
      nextSend = now.plus(moving ? MOVING : PARKED);
      send();
    }
  }

  private void send() {
    if (sending || log.isEmpty()) {
      return;
    }
    List<Map<String, Object>> pings = log.take();
    if (line != null) {
      if (line.send(log.sessionId(), pings)) {
        tally.add(Tally.Count.PINGS, pings.size());
      } else {
        log.giveBack(pings);
      }
      return;
    }
    sending = true;
    Map<String, Object> body = Map.of("session_id", log.sessionId(), "pings", pings);
    kerb.ask(
        Request.post(who, "/v1/drivers/me/pings", body).once(),
        answer -> {
          sending = false;
          if (answer instanceof Answer.Done done) {
            tally.add(Tally.Count.PINGS, pings.size());
            for (JsonNode rejected : done.body().path("rejected")) {
              tally.addError("ping_" + rejected.path("code").asText());
            }
          } else {
            log.giveBack(pings);
          }
        });
  }
}
