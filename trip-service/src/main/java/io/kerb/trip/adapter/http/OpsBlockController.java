package io.kerb.trip.adapter.http;

import io.kerb.location.api.RiderId;
import io.kerb.runtime.http.Caller;
import io.kerb.runtime.http.Role;
import io.kerb.trip.block.Blocks;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;

/** Blocked pairs of both sides, for operators; what they lift is noted with their name. */
@Controller("/v1/ops")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(Role.OPERATOR)
public class OpsBlockController {
  private final Blocks blocks;

  OpsBlockController(Blocks blocks) {
    this.blocks = blocks;
  }

  /** The rider's pairs, and who changed them in the last year. */
  @Get("/riders/{rider_id}/blocked")
  public BlockViews.Pairs ofRider(@PathVariable("rider_id") String riderId) {
    RiderId rider = BlockController.rider(riderId);
    return BlockViews.pairs(blocks.listAll(rider), blocks.listChanges(rider));
  }

  /** The driver's pairs; who changed them is told by the rider. */
  @Get("/drivers/{driver_id}/blocked")
  public BlockViews.Pairs ofDriver(@PathVariable("driver_id") String driverId) {
    return BlockViews.pairs(blocks.listAll(BlockController.driver(driverId)), null);
  }

  /** Lifts what either side of the pair said. */
  @Delete("/riders/{rider_id}/blocked/{driver_id}")
  public HttpResponse<Void> lift(
      @PathVariable("rider_id") String riderId,
      @PathVariable("driver_id") String driverId,
      Authentication authentication) {
    blocks.liftAll(
        BlockController.rider(riderId),
        BlockController.driver(driverId),
        Answers.actor(Caller.of(authentication)).audit());
    return HttpResponse.noContent();
  }
}
