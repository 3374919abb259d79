package io.kerb.trip.aggregate;

import static io.kerb.trip.sample.SampleTrips.BY_DRIVER;
import static io.kerb.trip.sample.SampleTrips.BY_OPERATOR;
import static io.kerb.trip.sample.SampleTrips.BY_RIDER;
import static io.kerb.trip.sample.SampleTrips.BY_TIMER;
import static org.assertj.core.api.Assertions.assertThat;

import io.kerb.location.api.DriverId;
import io.kerb.pricing.api.Money;
import io.kerb.trip.sample.SampleTrips;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every status by every command by every side: only what the table of {@link Trip} lists. */
final class TransitionTableTest {
  private static final DriverId OTHER = new DriverId(43);

  /** What the table says, in its words: status, command, side, status after. */
  private static final Map<String, Status> TABLE =
      Map.ofEntries(
          Map.entry("SCHEDULED release timer", Status.PROCESSING),
          Map.entry("SCHEDULED cancel rider", Status.RIDER_CANCELED),
          Map.entry("SCHEDULED cancel operator", Status.RIDER_CANCELED),
          Map.entry("PROCESSING accept driver", Status.ACCEPTED),
          Map.entry("PROCESSING expire timer", Status.NO_DRIVERS_AVAILABLE),
          Map.entry("PROCESSING cancel rider", Status.RIDER_CANCELED),
          Map.entry("PROCESSING cancel operator", Status.RIDER_CANCELED),
          Map.entry("ACCEPTED cancel rider", Status.RIDER_CANCELED),
          Map.entry("ACCEPTED cancel operator", Status.RIDER_CANCELED),
          Map.entry("ACCEPTED unassign driver", Status.PROCESSING),
          Map.entry("ACCEPTED unassign operator", Status.PROCESSING),
          Map.entry("ACCEPTED replace dispatch", Status.ACCEPTED),
          Map.entry("ACCEPTED arrive driver", Status.ARRIVING),
          Map.entry("ARRIVING cancel rider", Status.RIDER_CANCELED),
          Map.entry("ARRIVING cancel operator", Status.RIDER_CANCELED),
          // unassign: only before the pickup wait is over, tested in PickupTest
          Map.entry("ARRIVING no-show driver", Status.DRIVER_CANCELED),
          Map.entry("ARRIVING start driver", Status.IN_PROGRESS),
          Map.entry("IN_PROGRESS change-destination rider", Status.IN_PROGRESS),
          Map.entry("IN_PROGRESS reach-stop driver", Status.IN_PROGRESS),
          Map.entry("IN_PROGRESS complete driver", Status.COMPLETED),
          Map.entry("IN_PROGRESS complete operator", Status.COMPLETED),
          Map.entry("COMPLETED rate rider", Status.COMPLETED),
          Map.entry("COMPLETED rate driver", Status.COMPLETED),
          Map.entry("COMPLETED tip rider", Status.COMPLETED),
          Map.entry("COMPLETED refund operator", Status.COMPLETED));

  record Cell(Status from, String name, TripCommand command, Actor actor) {
    String key() {
      return from + " " + name + " " + actor.side();
    }

    @Override
    public String toString() {
      return key();
    }
  }

  static List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (Status from : Status.values()) {
      SampleTrips life = SampleTrips.in(from);
      for (Actor actor :
          List.of(BY_RIDER, BY_DRIVER, BY_OPERATOR, BY_TIMER, new Actor.Dispatch())) {
        commands(life).forEach((name, command) -> cells.add(new Cell(from, name, command, actor)));
      }
    }
    return cells;
  }

  private static Map<String, TripCommand> commands(SampleTrips life) {
    return Map.ofEntries(
        Map.entry("release", new TripCommand.Release()),
        Map.entry("accept", new TripCommand.Accept("offer", life.trip().version())),
        Map.entry("expire", new TripCommand.ExpireRequest()),
        Map.entry("cancel", new TripCommand.Cancel("why")),
        Map.entry("unassign", new TripCommand.Unassign("why")),
        Map.entry("replace", new TripCommand.Replace(OTHER, "exchange:1", life.trip().version())),
        Map.entry("arrive", new TripCommand.Arrive()),
        Map.entry("no-show", new TripCommand.NoShow()),
        Map.entry("start", new TripCommand.Start(SampleTrips.CODE)),
        Map.entry("change-destination", life.toElsewhere()),
        Map.entry("reach-stop", new TripCommand.ReachStop(1)),
        Map.entry("complete", new TripCommand.Complete()),
        Map.entry("rate", new TripCommand.Rate(4, "")),
        Map.entry("tip", new TripCommand.Tip(Money.of(100, "USD"))),
        Map.entry("refund", new TripCommand.Refund(Money.of(100, "USD"))));
  }

  @ParameterizedTest
  @MethodSource("cells")
  void a_command_changes_a_trip_exactly_where_the_table_says_so(Cell cell) {
    // Late enough for every deadline.
    SampleTrips life = SampleTrips.in(cell.from()).after(Duration.ofHours(2));
    Decision decision = life.decide(cell.command(), cell.actor());
    Status expected = TABLE.get(cell.key());
    if (expected == null) {
      assertThat(decision).isNotInstanceOf(Decision.Happens.class);
    } else {
      assertThat(decision).isInstanceOf(Decision.Happens.class);
      assertThat(life.must(cell.command(), cell.actor()).trip().status()).isEqualTo(expected);
    }
  }
}
