package io.kerb.trip.adapter.http;

import io.kerb.location.api.TripId;
import io.kerb.runtime.http.Caller;
import io.kerb.runtime.http.Role;
import io.kerb.trip.aggregate.Trip;
import io.kerb.trip.store.TripViews;
import io.kerb.trip.store.TripViews.Mark;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;

/** The caller's trips, newest first, page by page. */
@Controller("/v1/trips")
@ExecuteOn(TaskExecutors.BLOCKING)
public class HistoryController {
  static final int PAGE_MAX = 100;
  private static final String PAGE_DEFAULT = "20";
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  private final TripViews views;

  HistoryController(TripViews views) {
    this.views = views;
  }

  /**
   * @param before the {@code next_before} of the page before, or a time
   */
  @Get("{?before,limit}")
  @Secured({Role.RIDER, Role.DRIVER})
  public Bodies.History history(
      @Nullable @QueryValue String before,
      @QueryValue(defaultValue = PAGE_DEFAULT) int limit,
      Authentication authentication) {
    Caller caller = Caller.of(authentication);
    int page = checkLimit(limit, PAGE_MAX);
    Mark mark = before == null ? Mark.newest() : parse(before);
    // One more than asked for tells whether there is a next page.
    List<Trip> found =
        caller.is(Role.DRIVER)
            ? views.listByDriver(caller.driver(), mark, page + 1)
            : views.listByRider(caller.rider(), mark, page + 1);
    List<Trip> shown = found.size() > page ? found.subList(0, page) : found;
    return new Bodies.History(
        shown.stream().map(trip -> Answers.view(trip, Answers.actor(caller))).toList(),
        found.size() > page ? text(shown.get(page - 1)) : null);
  }

  static int checkLimit(int limit, int max) {
    if (limit < 1 || limit > max) {
      throw Fields.invalid(
          "limit", "limit must be 1 to " + max + ", but was " + limit, "invalid_field");
    }
    return limit;
  }

  private static String text(Trip last) {
    return last.ride().requestedAt() + "_" + last.ride().tripId();
  }

  private static Instant time(String text) {
    Instant time = Instant.parse(text);
    if (time.isAfter(LATEST) || time.isBefore(Instant.EPOCH)) {
      throw new IllegalArgumentException("no trip was ever or will be then");
    }
    return time;
  }

  private static Mark parse(String before) {
    try {
      int cut = before.indexOf('_');
      return cut < 0
          ? Mark.before(time(before))
          : new Mark(time(before.substring(0, cut)), TripId.parse(before.substring(cut + 1)));
    } catch (DateTimeParseException | IllegalArgumentException e) {
      throw Fields.invalid(
          "before",
          "before must be the next_before of a page, or a time such as 2026-01-31T12:00:00Z",
          "invalid_field");
    }
  }
}
