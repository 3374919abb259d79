package io.kerb.city.life;

import com.fasterxml.jackson.databind.JsonNode;
import io.kerb.city.api.Answer;
import io.kerb.city.api.Identity;
import io.kerb.city.api.Request;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The offer that a driver has in hand, if any, wherever the car is.
 *
 * <pre>
 * Quiet     -- offer, and willing -->   Deciding, or still Quiet if nobody looks at it
 * Deciding  -- declines, or may not any more --> Quiet
 * Deciding  -- accepts -->              Accepting
 * Accepting -- answered, or lost -->    Quiet
 * </pre>
 */
final class Phone {
  private static final int OFFERS_SEEN_MAX = 32;

  private sealed interface State {
    record Quiet() implements State {}

    record Deciding(String offerId) implements State {}

    record Accepting(String offerId) implements State {}
  }

  /** What the phone needs of the driver who holds it. */
  interface Holder {
    void ask(Request request, Consumer<Answer> then);

    /** The offer was taken: this trip is the driver's. */
    void won(TripNews trip);

    /** The answer to an accept was lost: nobody knows whether it was won. */
    void unsure();
  }

  private final City city;
  private final Identity me;
  private final RandomGenerator random;
  private final BooleanSupplier willing;
  private final Holder holder;
  private final Map<String, Boolean> seen =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > OFFERS_SEEN_MAX;
        }
      };

  private State state = new State.Quiet();

  /**
   * @param willing whether the driver would take an offer now
   */
  Phone(City city, Identity me, RandomGenerator random, BooleanSupplier willing, Holder holder) {
    this.city = city;
    this.me = me;
    this.random = random;
    this.willing = willing;
    this.holder = holder;
  }

  boolean isQuiet() {
    return state instanceof State.Quiet;
  }

  void consider(JsonNode offer) {
    String offerId = offer.path("offer_id").asText();
    if (!isQuiet() || !willing.getAsBoolean() || seen.put(offerId, true) != null) {
      return;
    }
    DriverHabits.Choice choice = city.driverHabits().choose(random);
    if (choice instanceof DriverHabits.Choice.Ignore) {
      city.tally().add(Tally.Count.IGNORED);
    } else if (choice instanceof DriverHabits.Choice.Decline decline) {
      state = new State.Deciding(offerId);
      city.loop().after(decline.after(), () -> decline(offerId));
    } else if (choice instanceof DriverHabits.Choice.Accept accept) {
      state = new State.Deciding(offerId);
      city.loop().after(accept.after(), () -> accept(offerId));
    }
  }

  /** Much may have happened while the driver looked; then the offer expires. */
  private boolean stillWilling() {
    boolean willing = this.willing.getAsBoolean();
    if (!willing) {
      state = new State.Quiet();
      city.tally().add(Tally.Count.IGNORED);
    }
    return willing;
  }

  private void decline(String offerId) {
    if (!stillWilling()) {
      return;
    }
    city.tally().add(Tally.Count.DECLINED);
    state = new State.Quiet();
    holder.ask(
        Request.post(me, "/v1/offers/" + offerId + "/decline", Map.of("reason", "not_now")),
        answer -> {});
  }

  private void accept(String offerId) {
    if (!stillWilling()) {
      return;
    }
    state = new State.Accepting(offerId);
    holder.ask(
        Request.post(me, "/v1/offers/" + offerId + "/accept", null).patiently(),
        answer -> {
          state = new State.Quiet();
          if (answer instanceof Answer.Done done) {
            city.tally().add(Tally.Count.ACCEPTED);
            holder.won(TripNews.of(done.body()));
          } else if (answer instanceof Answer.Lost) {
            holder.unsure();
          }
        });
  }
}
