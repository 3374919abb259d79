package io.kerb.bench.quotes;

import io.kerb.location.api.LatLng;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Drivers on duty who stand where they are, so that a quote has pickup times to work out. */
final class IdleCars implements AutoCloseable {
  /** The index drops who is silent for 30 s. */
  private static final int PING_EVERY_S = 8;

  /** Beyond every id that a city or a person has. */
  private static final long FIRST_ID = 7_700_000_000L;

  private final RunningKerb kerb;
  private final String product;
  private final List<Car> cars = new ArrayList<>();
  private final String session = "bench-" + Instant.now().toEpochMilli();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          action -> {
            Thread thread = new Thread(action, "bench-cars");
            thread.setDaemon(true);
            return thread;
          });
  private long sequence;

  private record Car(String token, LatLng position) {}

  private IdleCars(RunningKerb kerb, String product) {
    this.kerb = kerb;
    this.product = product;
  }

  static IdleCars start(RunningKerb kerb, String market, String product, List<LatLng> places)
      throws IOException, InterruptedException {
    IdleCars idle = new IdleCars(kerb, product);
    for (LatLng place : places) {
      String token = kerb.token("driver", Long.toString(FIRST_ID + idle.cars.size()));
      idle.cars.add(new Car(token, place));
      HttpResponse<String> duty = idle.duty(token, true, market);
      RunningKerb.read(duty);
    }
    idle.ping();
    idle.timer.scheduleAtFixedRate(idle::ping, PING_EVERY_S, PING_EVERY_S, TimeUnit.SECONDS);
    return idle;
  }

  private HttpResponse<String> duty(String token, boolean on, String market)
      throws IOException, InterruptedException {
    return kerb.send(
        "PUT",
        "/v1/drivers/me/duty",
        token,
        "{\"on_duty\":%b,\"product_ids\":[\"%s\"],\"market_id\":\"%s\"}"
            .formatted(on, product, market));
  }

  private void ping() {
    sequence++;
    for (Car car : cars) {
      try {
        kerb.send("POST", "/v1/drivers/me/pings", car.token, body(car));
      } catch (IOException missed) {
        // The next one comes soon; without, fewer quotes have a pickup time, which is counted.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private String body(Car car) {
    return """
    {"session_id":"%s","pings":[{"sequence":%d,"latitude":%s,"longitude":%s,"heading_deg":90,\
    "speed_mps":0,"recorded_at":"%s"}]}\
    """
        .formatted(
            session, sequence, car.position.latitude(), car.position.longitude(), Instant.now());
  }

  void goHome(String market) throws IOException, InterruptedException {
    close();
    for (Car car : cars) {
      duty(car.token, false, market);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
