package io.kerb.trip.adapter.export;

import io.kerb.location.api.DriverId;
import io.kerb.location.api.MarketId;
import io.kerb.location.api.TripId;
import io.kerb.trip.adapter.kafka.TopicScan;
import io.kerb.trip.drive.Drive;
import io.kerb.trip.drive.DriveLine;
import io.kerb.trip.drive.DrivenWay;
import io.kerb.trip.drive.Drives;
import io.kerb.trip.drive.Finding;
import io.kerb.trip.drive.LeftOut;
import io.kerb.trip.drive.Pseudonyms;
import io.kerb.trip.push.track.Track;
import io.kerb.trip.store.StoredEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * Writes what a running system's finished trips tell of driving times, in the order in which they
 * ended. Trips come from the topic, which holds them for 30 days; of each, only the way that its
 * driver took is asked of the store. At most {@link #REMEMBERED} trips are in memory.
 */
public final class TripExport {
  private static final int REMEMBERED = 200_000;

  /**
   * @param market null for all
   * @param endedSince only trips that ended then or later; null for all
   */
  public record Wish(Path file, MarketId market, Instant endedSince) {}

  /**
   * @param trips written
   * @param waysSeen of these, the trips whose {@code gps_path_m} is the way driven; of the others
   *     it is the length of the route
   * @param leftOut how many finished trips were not written, by reason
   * @param unreadable events
   */
  public record Report(long trips, long waysSeen, Map<LeftOut, Long> leftOut, long unreadable) {}

  private final TopicScan topic;
  private final BiFunction<TripId, DriverId, Track> tracks;
  private final Pseudonyms pseudonyms;

  public TripExport(
      TopicScan topic, BiFunction<TripId, DriverId, Track> tracks, Pseudonyms pseudonyms) {
    this.topic = topic;
    this.tracks = tracks;
    this.pseudonyms = pseudonyms;
  }

  /** Leaves no file if there is no trip to write. */
  public Report write(Wish wish) {
    try (NewFile file = new NewFile(wish.file())) {
      file.writeLine(DriveLine.HEADER);
      Writing writing = new Writing(wish, file);
      long unreadable = topic.forEach(scanFrom(wish), writing::take);
      if (writing.trips > 0) {
        file.keep();
      }
      return new Report(writing.trips, writing.waysSeen, writing.leftOut, unreadable);
    }
  }

  /** A trip that ended in time began up to its longest duration before. */
  private static Instant scanFrom(Wish wish) {
    return wish.endedSince() == null ? Instant.EPOCH : wish.endedSince().minus(Drives.LONGEST);
  }

  private final class Writing {
    private final Wish wish;
    private final NewFile file;
    private final Drives drives = new Drives(REMEMBERED);
    private final Map<LeftOut, Long> leftOut = new TreeMap<>();
    private long trips;
    private long waysSeen;

    Writing(Wish wish, NewFile file) {
      this.wish = wish;
      this.file = file;
    }

    void take(StoredEvent event) {
      if (wish.market() == null || event.after().ride().market().equals(wish.market())) {
        drives.apply(event).filter(found -> isWished(event)).ifPresent(this::take);
      }
    }

    private boolean isWished(StoredEvent completion) {
      return wish.endedSince() == null || !completion.logged().at().isBefore(wish.endedSince());
    }

    private void take(Finding finding) {
      if (finding instanceof Finding.Usable usable) {
        take(usable.drive());
      } else if (finding instanceof Finding.Unusable unusable) {
        leftOut.merge(unusable.reason(), 1L, Long::sum);
      }
    }

    private void take(Drive drive) {
      DrivenWay way = DrivenWay.of(drive, tracks.apply(drive.trip(), drive.driver()).points());
      if (way instanceof DrivenWay.Contradicted contradicted) {
        leftOut.merge(contradicted.reason(), 1L, Long::sum);
        return;
      }
      Optional<Double> seen =
          way instanceof DrivenWay.Seen all ? Optional.of(all.meters()) : Optional.empty();
      trips++;
      waysSeen += seen.isPresent() ? 1 : 0;
      file.writeLine(
          DriveLine.of(drive, pseudonyms.of(drive.driver()), seen.orElse((double) drive.routeM())));
    }
  }
}
