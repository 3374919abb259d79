package io.kerb.trip.adapter.http;

import io.kerb.location.api.DriverId;
import io.kerb.location.api.RiderId;
import io.kerb.runtime.http.Caller;
import io.kerb.runtime.http.Problem;
import io.kerb.runtime.http.Role;
import io.kerb.trip.block.Blocks;
import io.kerb.trip.store.Block.Side;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;

/**
 * Whom a rider or a driver does not want to meet again. Counts from the rider's next request on; a
 * ride that is under way or booked keeps the pairs it was requested with.
 */
@Controller("/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
public class BlockController {
  private final Blocks blocks;

  BlockController(Blocks blocks) {
    this.blocks = blocks;
  }

  @Get("/riders/me/blocked")
  @Secured(Role.RIDER)
  public BlockViews.Drivers blockedDrivers(Authentication authentication) {
    return BlockViews.drivers(blocks.listOwn(Caller.of(authentication).rider()));
  }

  /** Blocks a driver; repeating it changes nothing. */
  @Put("/riders/me/blocked/{driver_id}")
  @Secured(Role.RIDER)
  public HttpResponse<Void> blockDriver(
      @PathVariable("driver_id") String driverId, Authentication authentication) {
    RiderId me = Caller.of(authentication).rider();
    return answer(blocks.block(me, driver(driverId), Side.RIDER));
  }

  @Delete("/riders/me/blocked/{driver_id}")
  @Secured(Role.RIDER)
  public HttpResponse<Void> unblockDriver(
      @PathVariable("driver_id") String driverId, Authentication authentication) {
    blocks.lift(Caller.of(authentication).rider(), driver(driverId), Side.RIDER);
    return HttpResponse.noContent();
  }

  @Get("/drivers/me/blocked")
  @Secured(Role.DRIVER)
  public BlockViews.Riders blockedRiders(Authentication authentication) {
    return BlockViews.riders(blocks.listOwn(Caller.of(authentication).driver()));
  }

  /** Blocks a rider; repeating it changes nothing. */
  @Put("/drivers/me/blocked/{rider_id}")
  @Secured(Role.DRIVER)
  public HttpResponse<Void> blockRider(
      @PathVariable("rider_id") String riderId, Authentication authentication) {
    DriverId me = Caller.of(authentication).driver();
    return answer(blocks.block(rider(riderId), me, Side.DRIVER));
  }

  @Delete("/drivers/me/blocked/{rider_id}")
  @Secured(Role.DRIVER)
  public HttpResponse<Void> unblockRider(
      @PathVariable("rider_id") String riderId, Authentication authentication) {
    blocks.lift(rider(riderId), Caller.of(authentication).driver(), Side.DRIVER);
    return HttpResponse.noContent();
  }

  private static HttpResponse<Void> answer(Blocks.Outcome outcome) {
    return switch (outcome) {
      case DONE -> HttpResponse.noContent();
      case OWN_LIST_FULL ->
          throw Problem.conflict(
                  "blocked_list_full",
                  "You block " + Blocks.OWN_MAX + " people; unblock somebody first.")
              .exception();
      case RIDERS_PAIRS_FULL ->
          throw Problem.conflict(
                  "blocked_list_full",
                  Blocks.OF_RIDER_MAX + " drivers are kept from this rider; ask an operator.")
              .exception();
    };
  }

  static DriverId driver(String text) {
    return Fields.valid("driver_id", () -> DriverId.parse(text));
  }

  static RiderId rider(String text) {
    return Fields.valid("rider_id", () -> RiderId.parse(text));
  }
}
