package io.kerb.lab.surge;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kerb.dispatch.policy.DispatchPolicy;
import io.kerb.lab.requests.RideWish;
import io.kerb.lab.world.World;
import io.kerb.lab.world.WorldSettings;
import io.kerb.lab.world.WorldSettings.ErrorOf;
import io.kerb.location.api.LatLng;
import io.kerb.pricing.surge.SurgePolicy;
import java.io.IOException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The same spike of demand with surge and without, and surge alone at constant load. */
@Command(
    name = "surge",
    mixinStandardHelpOptions = true,
    description = "Simulates a spike of demand with surge and without, in virtual time.")
public final class EvaluateSurgeCommand implements Callable<Integer> {
  private static final long GRACE_MS = Duration.ofMinutes(15).toMillis();
  private static final double[][] LOADS = {
    {1, 0}, {2, 0.5}, {3, 1}, {5, 1}, {8, 2}, {12, 3}, {20, 3}, {30, 5}, {30, 8}
  };

  @Option(names = "--spike", defaultValue = "CONCERT", description = "${COMPLETION-CANDIDATES}")
  Spike spike;

  @Option(names = "--factor", description = "demand in the spike's cells; default: the spike's own")
  Double factor;

  @Option(names = "--minutes", description = "how long it lasts; default: the spike's own")
  Integer minutes;

  @Option(
      names = "--wishes-per-hour",
      defaultValue = "1000",
      description = "of the whole town in calm times; default: ${DEFAULT-VALUE}")
  double wishesPerHour;

  @Option(
      names = "--fleet",
      defaultValue = "460",
      description = "cars on duty from the start; default: ${DEFAULT-VALUE}")
  int fleet;

  @Option(
      names = "--elasticity",
      defaultValue = "0.6",
      description = "of orders in the price (Cohen et al. 2016); default: ${DEFAULT-VALUE}")
  double elasticity;

  @Option(
      names = "--looks-again",
      defaultValue = "0.5",
      description = "share of riders who wait for a better price; default: ${DEFAULT-VALUE}")
  double looksAgain;

  @Option(
      names = "--follows",
      defaultValue = "0.5",
      description =
          "chance that an idle driver goes where prices are up, per whole multiple; default:"
              + " ${DEFAULT-VALUE}")
  double follows;

  @Option(
      names = "--joins-per-hour",
      defaultValue = "2",
      description =
          "rate at which drivers at home come on duty, per whole multiple; default:"
              + " ${DEFAULT-VALUE}")
  double joinsPerHour;

  @Option(
      names = "--at-home",
      defaultValue = "0.5",
      description = "drivers at home, as a share of the fleet; default: ${DEFAULT-VALUE}")
  double atHome;

  @Option(names = "--seed", defaultValue = "1", description = "default: 1")
  long seed;

  @Option(names = "--json", description = "one object")
  boolean json;

  @Override
  public Integer call() throws IOException {
    Map<String, Object> fields = report();
    fields.put("constant_load", constantLoad(SurgePolicy.standard()));
    if (json) {
      System.out.println(new ObjectMapper().writeValueAsString(fields));
    } else {
      fields.forEach((name, value) -> System.out.printf("%-14s %s%n", name, value));
    }
    return 0;
  }

  /** The spike, with surge and without. */
  Map<String, Object> report() {
    SurgePolicy policy = SurgePolicy.standard();
    Prices surging = new Prices(policy, Town.MIDDLE, true);
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("seed", seed);
    fields.put("spike", spike.name().toLowerCase(Locale.ROOT));
    fields.put("with_surge", run(policy, surging));
    fields.put("without_surge", run(policy, new Prices(policy, Town.MIDDLE, false)));
    fields.put("bounds", Map.of("step_max", surging.stepMax(), "slope_max", surging.slopeMax()));
    return fields;
  }

  private Map<String, Object> run(SurgePolicy policy, Prices prices) {
    Town town =
        new Town(
            spike,
            factor == null ? spike.factor() : factor,
            minutes == null ? spike.minutes() : minutes,
            wishesPerHour,
            seed);
    List<RideWish> wishes = town.wishes();
    Ledger ledger = new Ledger(town.spikeBeginsMs(), town.spikeEndsMs() + GRACE_MS);
    SurgeEconomy economy =
        new SurgeEconomy(
            prices,
            policy,
            new Behaviour(elasticity, looksAgain, follows, joinsPerHour, atHome),
            ledger,
            homes(wishes),
            seed);
    WorldSettings settings = new WorldSettings(fleet, 0, ErrorOf.PAIR, 0.05, 0.01, 0, seed);
    new World(wishes, ZoneOffset.UTC, settings, dispatchPolicy(), economy).run();
    return ledger.fields();
  }

  /** Where riders go, drivers live. */
  private List<LatLng> homes(List<RideWish> wishes) {
    List<LatLng> homes = new ArrayList<>();
    int count = (int) (fleet * atHome);
    for (int i = 0; i < count; i++) {
      homes.add(wishes.get((int) ((long) i * wishes.size() / count)).dropoff());
    }
    return homes;
  }

  /** Nothing but windows, so that what is seen is surge's doing. */
  private static DispatchPolicy dispatchPolicy() {
    return DispatchPolicy.named("surge")
        .window(Duration.ofSeconds(4))
        .windowMax(Duration.ZERO)
        .ringsM(List.of(1_000, 10_000))
        .candidatesMax(30)
        .build();
  }

  private Map<String, Object> constantLoad(SurgePolicy policy) {
    int worst = 0;
    long all = 0;
    double cellHours = 0;
    for (double[] load : LOADS) {
      SteadyField field = new SteadyField(policy, seed);
      ChangeCount changes = field.run(load[0], load[1]);
      worst = Math.max(worst, changes.worstInAnHour());
      all += changes.all();
      cellHours += (double) field.cells() * SteadyField.hours();
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("changes_per_cell_hour_max", worst);
    fields.put("changes_per_cell_hour_mean", Ledger.rounded(all / cellHours, 4));
    fields.put("loads", LOADS.length);
    fields.put("cell_hours", Math.round(cellHours));
    return fields;
  }
}
