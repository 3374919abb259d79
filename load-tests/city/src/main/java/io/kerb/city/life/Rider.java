package io.kerb.city.life;

import com.fasterxml.jackson.databind.JsonNode;
import io.kerb.city.api.Answer;
import io.kerb.city.api.Identity;
import io.kerb.city.api.Json;
import io.kerb.city.api.Kerb;
import io.kerb.city.api.Request;
import io.kerb.city.demand.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** A rider with one wish: asks for a price, then for a car, waits, rides and rates. */
final class Rider {
  private static final Duration POLL = Duration.ofSeconds(3);

  /** Events may be missed; a listener asks too, only seldom. */
  private static final Duration POLL_AS_LISTENER = Duration.ofSeconds(15);

  private static final int QUOTES_MAX = 3;

  private final City city;
  private final Identity me;
  private final RandomGenerator random;
  private final boolean listens;
  private boolean inReach;
  private Instant requestedAt = Instant.EPOCH;
  private TripNews trip;
  private Kerb.Feed feed;
  private Optional<Instant> boardsAt = Optional.empty();

  Rider(City city, long number, RandomGenerator random) {
    this.city = city;
    this.me = Identity.rider(number);
    this.random = random;
    this.listens = city.riderHabits().listens(random);
  }

  void start(Wish wish) {
    city.tally().add(Tally.Count.RIDERS);
    if (city.riderHabits().looksAround(random)) {
      String where =
          "?latitude=" + wish.pickup().latitude() + "&longitude=" + wish.pickup().longitude();
      ask(Request.get(me, "/v1/nearby" + where).once(), answer -> askPrice(wish, QUOTES_MAX));
    } else {
      askPrice(wish, QUOTES_MAX);
    }
  }

  /** Goes on with a trip that an earlier run of the city left. */
  void resume(String tripId) {
    poll(tripId);
  }

  private void askPrice(Wish wish, int tries) {
    Map<String, Object> body =
        Map.of(
            "pickup", Json.place(wish.pickup()),
            "dropoff", Json.place(wish.dropoff()),
            "product_id", city.productFor(wish));
    ask(
        Request.post(me, "/v1/quotes", body),
        answer -> {
          if (answer instanceof Answer.Done done) {
            if (city.riderHabits()
                .rejects(done.body().path("surge_multiplier").asDouble(), random)) {
              city.tally().add(Tally.Count.QUOTES_REJECTED);
              return;
            }
            String quoteId = done.body().path("quote_id").asText();
            city.loop().after(RiderHabits.thinking(random), () -> request(wish, quoteId, tries));
          }
        });
  }

  private void request(Wish wish, String quoteId, int tries) {
    inReach = city.hasDriverInReach(wish);
    requestedAt = city.loop().now();
    ask(
        Request.post(me, "/v1/trips", Map.of("quote_id", quoteId)).withKey(quoteId).patiently(),
        answer -> {
          if (answer instanceof Answer.Done done) {
            city.tally().add(Tally.Count.REQUESTED);
            if (inReach) {
              city.tally().add(Tally.Count.WITH_DRIVER_IN_REACH);
            }
            follow(TripNews.of(done.body()));
            if (!trip.isOver()) {
              wait(trip.tripId());
            }
          } else if (answer instanceof Answer.Refused refused
              && refused.code().equals("quote_expired")
              && tries > 1) {
            askPrice(wish, tries - 1);
          }
        });
  }

  private void wait(String tripId) {
    city.await(tripId, this);
    listen();
    city.loop().after(pollEvery(), () -> poll(tripId));
    if (city.riderHabits().cancels(random)) {
      city.loop().after(RiderHabits.beforeCancel(random), () -> cancel(tripId));
    }
  }

  private void listen() {
    if (listens && feed == null) {
      feed =
          city.kerb()
              .follow(
                  me,
                  new Kerb.FeedListener() {
                    @Override
                    public void onTrip(JsonNode event) {
                      follow(TripNews.of(event));
                    }

                    @Override
                    public void onOffer(JsonNode offer) {
                      city.tally().addError("offer_for_a_rider");
                    }

                    @Override
                    public void onProblem(String code) {
                      city.tally().addError(code);
                    }
                  });
    }
  }

  private Duration pollEvery() {
    return feed != null && feed.isUp() ? POLL_AS_LISTENER : POLL;
  }

  private void poll(String tripId) {
    if (isOver()) {
      return;
    }
    ask(
        Request.get(me, "/v1/trips/" + tripId),
        answer -> {
          if (answer instanceof Answer.Done done) {
            follow(TripNews.of(done.body()));
          } else if (answer instanceof Answer.Refused refused && refused.status() == 404) {
            // The server forgot a trip that it had acknowledged: the worst it can do.
            city.tally().addError("trip_vanished");
            city.forget(tripId);
            return;
          }
          if (!isOver()) {
            city.loop().after(pollEvery(), () -> poll(tripId));
          }
        });
  }

  private boolean isOver() {
    return trip != null && trip.isOver();
  }

  private void cancel(String tripId) {
    boolean waiting =
        trip != null && (trip.status().equals("processing") || trip.status().equals("accepted"));
    if (waiting) {
      ask(
          Request.post(me, "/v1/trips/" + tripId + "/cancel", Map.of("reason", "changed_plans"))
              .patiently(),
          answer -> {
            if (answer instanceof Answer.Done done) {
              follow(TripNews.of(done.body()));
            }
          });
    }
  }

  private void follow(TripNews news) {
    if (trip != null
        && (!news.tripId().equals(trip.tripId()) || news.version() <= trip.version())) {
      return;
    }
    trip = news;
    if (news.status().equals("arriving") && boardsAt.isEmpty()) {
      boardsAt = Optional.of(city.loop().now().plus(RiderHabits.boarding(random)));
    }
    if (news.isOver()) {
      end(news);
    }
  }

  /** The driver at the kerb asks for the code; the rider says it on getting in. */
  Optional<String> meet(String tripId) {
    Instant now = city.loop().now();
    if (trip == null || !trip.tripId().equals(tripId)) {
      return Optional.empty();
    }
    if (boardsAt.isEmpty()) {
      boardsAt = Optional.of(now.plus(RiderHabits.boarding(random)));
    }
    boolean aboard = !now.isBefore(boardsAt.get()) && !trip.pickupCode().isEmpty();
    return aboard ? Optional.of(trip.pickupCode()) : Optional.empty();
  }

  private void end(TripNews news) {
    if (feed != null) {
      feed.close();
      feed = null;
    }
    city.forget(news.tripId());
    city.noteEnd(news, inReach, requestedAt);
    if (news.status().equals("completed") && city.riderHabits().rates(random)) {
      city.loop().after(RiderHabits.thinking(random), () -> rate(news.tripId()));
    }
  }

  private void rate(String tripId) {
    ask(
        Request.get(me, "/v1/trips/" + tripId + "/receipt"),
        answer ->
            ask(
                Request.post(
                    me,
                    "/v1/trips/" + tripId + "/rating",
                    Map.of("stars", city.riderHabits().stars(random))),
                done -> {}));
  }

  private void ask(Request request, Consumer<Answer> then) {
    city.kerb()
        .ask(
            request,
            answer -> {
              city.noteFailure(request, answer);
              then.accept(answer);
            });
  }
}
