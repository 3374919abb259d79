package io.kerb.pricing.heat;

import io.kerb.eta.api.PickupEtas;
import io.kerb.eta.api.PickupEtas.Question;
import io.kerb.location.api.Cell;
import io.kerb.location.api.DriverId;
import io.kerb.location.api.LatLng;
import io.kerb.pricing.forecast.SlotTime;
import io.kerb.pricing.surge.SurgeCells;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where should an idle driver go? To a cell whose riders outnumber its cars by more than the drive
 * costs. Not all to the best one: each of the good cells is suggested to as many drivers as it is
 * worth (weighted rendezvous hashing of driver and cell; Schindelhauer and Schomaker, Weighted
 * Distributed Hash Tables, SPAA 2005), so that a driver keeps the suggestion while the worths
 * stand.
 */
public final class Suggester {
  /** Cells whose drive is asked for. */
  static final int CANDIDATES_MAX = 8;

  /** It must be worth this much more than to stay, in rides per 15 min. */
  static final double WORTH_MORE = 0.15;

  /** Only to choose whose drive to ask for, and so rather too fast: 50 km/h as the crow flies. */
  private static final double ROUGH_SPEED_MPS = 14;

  private final PickupEtas etas;

  public Suggester(PickupEtas etas) {
    this.etas = etas;
  }

  /**
   * @param worthMore rides per 15 min at the usual price, more than here, the drive paid
   */
  public record Suggestion(HeatCell cell, int driveTimeS, double worthMore) {}

  /** Empty if it is best to stay. */
  public Optional<Suggestion> suggest(DriverId driver, LatLng here, List<HeatCell> cells) {
    Cell home = SurgeCells.of(here);
    double stay =
        cells.stream()
            .filter(cell -> cell.cell().equals(home))
            .mapToDouble(HeatCell::worthToStayer)
            .findFirst()
            .orElse(0);
    List<HeatCell> candidates =
        cells.stream()
            .filter(cell -> !cell.cell().equals(home))
            .filter(cell -> worthMore(cell, roughDriveS(cell), stay) >= WORTH_MORE)
            .sorted(
                Comparator.comparingDouble(
                    (HeatCell cell) -> -worthMore(cell, roughDriveS(cell), stay)))
            .limit(CANDIDATES_MAX)
            .toList();
    int[] drives = drives(here, candidates);
    return IntStream.range(0, candidates.size())
        .mapToObj(i -> suggestion(candidates.get(i), drives[i], stay))
        .filter(suggestion -> suggestion.worthMore >= WORTH_MORE)
        .min(Comparator.comparingDouble(suggestion -> draw(driver, suggestion)));
  }

  private int[] drives(LatLng here, List<HeatCell> candidates) {
    List<Question> questions =
        candidates.stream().map(cell -> new Question(cell.cell().center(), List.of(here))).toList();
    return etas.pickupEtasOfEachS(questions).stream().mapToInt(answer -> answer[0]).toArray();
  }

  private static Suggestion suggestion(HeatCell cell, int driveTimeS, double stay) {
    return new Suggestion(cell, driveTimeS, worthMore(cell, driveTimeS, stay));
  }

  /** While it drives, it earns nothing; where there is no way, it drives for ever. */
  private static double worthMore(HeatCell cell, double driveTimeS, double stay) {
    double left = Math.max(0, 1 - driveTimeS / SlotTime.SLOT.toSeconds());
    return cell.worthToComer() * left - stay;
  }

  private static double roughDriveS(HeatCell cell) {
    return cell.distanceM() / ROUGH_SPEED_MPS;
  }

  /** Exponential with the worth as its rate: the least of several is each by its share. */
  private static double draw(DriverId driver, Suggestion suggestion) {
    return -Math.log(uniform(driver.value(), suggestion.cell.cell().id())) / suggestion.worthMore;
  }

  /** In (0, 1), by the finalizer of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
  private static double uniform(long driver, long cell) {
    long mixed = driver * 0x9E3779B97F4A7C15L ^ cell;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    mixed ^= mixed >>> 31;
    return ((mixed >>> 11) + 0.5) * 0x1.0p-53;
  }
}
