package io.kerb.pricing.adapter.http;

import io.kerb.eta.api.MarketRoads;
import io.kerb.eta.api.MarketRoads.Refusal;
import io.kerb.eta.api.MarketRoads.State;
import io.kerb.location.api.MarketId;
import io.kerb.runtime.http.Problem;
import io.kerb.runtime.http.Role;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.security.annotation.Secured;
import java.time.Instant;
import java.util.function.Function;

/** Which version of its roads a market drives on, and an import of what lies on the disk now. */
@Controller("/v1/ops/markets/{id}/roads/reload")
@Secured(Role.OPERATOR)
public final class RoadReloadController {
  private final MarketRoads roads;

  public RoadReloadController(MarketRoads roads) {
    this.roads = roads;
  }

  /**
   * @param osmFile the extract's path on the server
   * @param checksum of the extract that is loaded
   * @param speeds the version of the time model
   * @param version 1 since the server's start, one more with each reload
   * @param reloading whether an import runs or waits
   * @param refusal why the files as they are now were not taken; absent if they were
   */
  @Introspected
  public record StateBody(
      String marketId,
      String osmFile,
      String checksum,
      String speeds,
      int version,
      Instant loadedAt,
      boolean reloading,
      @Nullable RefusalBody refusal) {

    static StateBody of(String marketId, State state) {
      return new StateBody(
          marketId,
          state.osmFile(),
          state.checksum(),
          state.speeds(),
          state.version(),
          state.loadedAt(),
          state.reloading(),
          state.refusal().map(RefusalBody::of).orElse(null));
    }
  }

  /**
   * @param reason names the file and what is wrong with it
   */
  @Introspected
  public record RefusalBody(String reason, Instant at) {
    static RefusalBody of(Refusal refusal) {
      return new RefusalBody(refusal.reason(), refusal.at());
    }
  }

  @Get
  StateBody state(@PathVariable String id) {
    return answer(id, roads::stateOf);
  }

  /** Answered before the import is made: {@link #state} tells how it ended. */
  @Post
  HttpResponse<StateBody> reload(@PathVariable String id) {
    return HttpResponse.accepted().body(answer(id, roads::reload));
  }

  private static StateBody answer(String id, Function<MarketId, State> question) {
    try {
      return StateBody.of(id, question.apply(new MarketId(id)));
    } catch (IllegalArgumentException | java.util.NoSuchElementException e) {
      throw Problem.notFound("market_not_found", "There is no market '" + id + "'").exception();
    }
  }
}
