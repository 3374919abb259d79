package io.kerb.lab.demand;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kerb.lab.requests.BadRequestFileException;
import io.kerb.pricing.forecast.DemandForecaster;
import io.kerb.pricing.forecast.SlotTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The forecast of demand, on trips that it has not seen. */
@Command(
    name = "demand",
    mixinStandardHelpOptions = true,
    description =
        "Forecasts the pickups per S2 cell (level 13) and 15 min from what is known when each slot"
            + " begins, and says how far off that is: sum of absolute errors / pickups (WAPE).")
public final class EvaluateDemandCommand implements Callable<Integer> {
  @ArgGroup(multiplicity = "1")
  Trips trips;

  @Option(
      names = "--time-zone",
      defaultValue = "America/Los_Angeles",
      description = "of the cells' clocks, such as Europe/Lisbon; default: ${DEFAULT-VALUE}")
  ZoneId zone;

  @Option(names = "--json", description = "one object")
  boolean json;

  /** Two files, or one and where to cut it. */
  static final class Trips {
    @ArgGroup(exclusive = false)
    TwoFiles files;

    @ArgGroup(exclusive = false)
    OneFile cut;
  }

  /** Training and test by themselves. */
  static final class TwoFiles {
    @Option(
        names = "--train",
        required = true,
        description = "CSV, gzipped or not, with the columns pickup_epoch,plat,plng")
    Path train;

    @Option(names = "--test", required = true, description = "the same, of later days")
    Path test;
  }

  /** Both in one. */
  static final class OneFile {
    @Option(names = "--trips", required = true, description = "both in one file")
    Path trips;

    @Option(
        names = "--split",
        required = true,
        description = "where the test begins, such as 2008-05-31T07:00:00Z")
    Instant split;
  }

  @Override
  public Integer call() throws IOException {
    DemandReport report = trial().run();
    Map<String, Object> fields = fields(report);
    if (json) {
      System.out.println(new ObjectMapper().writeValueAsString(fields));
    } else {
      fields.forEach((name, value) -> System.out.printf("%-16s %s%n", name, value));
    }
    return 0;
  }

  private DemandTrial trial() {
    SlotTime time = new SlotTime(zone);
    if (trips.files != null) {
      return new DemandTrial(time, Pickup.read(trips.files.train), Pickup.read(trips.files.test));
    }
    List<Pickup> all = Pickup.read(trips.cut.trips);
    Instant split = trips.cut.split;
    List<Pickup> train = all.stream().filter(pickup -> pickup.at().isBefore(split)).toList();
    List<Pickup> test = all.stream().filter(pickup -> !pickup.at().isBefore(split)).toList();
    if (train.isEmpty() || test.isEmpty()) {
      throw new BadRequestFileException(
          trips.cut.trips
              + " has no trip "
              + (train.isEmpty() ? "before " : "from ")
              + split
              + "; maybe split between "
              + all.get(0).at()
              + " and "
              + all.get(all.size() - 1).at(),
          null);
    }
    return new DemandTrial(time, train, test);
  }

  private Map<String, Object> fields(DemandReport report) {
    Map<String, Object> wape = new LinkedHashMap<>();
    wape.put("model", rounded(report.model()));
    wape.put("persistence", rounded(report.persistence()));
    wape.put("hour_of_week", rounded(report.hourOfWeek()));
    wape.put("profile", rounded(report.profile()));
    wape.put("model_median", rounded(report.modelMedian()));
    wape.put("poisson_floor", rounded(report.poissonFloor()));
    Map<String, Object> below = new LinkedHashMap<>();
    below.put("persistence", rounded(1 - report.model() / report.persistence()));
    below.put("hour_of_week", rounded(1 - report.model() / report.hourOfWeek()));
    Map<String, Object> ahead = new LinkedHashMap<>();
    for (int horizon = 1; horizon < DemandForecaster.HORIZONS; horizon++) {
      ahead.put(String.valueOf(horizon + 1), rounded(report.ahead(horizon)));
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("wape", wape);
    fields.put("below_share", below);
    fields.put("wape_slots_ahead", ahead);
    fields.put("bias_share", rounded(report.biasShare()));
    fields.put("cells", report.cells());
    fields.put("slots", report.slots());
    fields.put("pickups", report.pickups());
    fields.put("slot_s", SlotTime.SLOT.toSeconds());
    fields.put("time_zone", zone.getId());
    return fields;
  }

  private static double rounded(double value) {
    return Math.round(value * 10_000) / 10_000.0;
  }
}
