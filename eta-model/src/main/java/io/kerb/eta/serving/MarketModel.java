package io.kerb.eta.serving;

import io.kerb.eta.residual.EtaModel;
import io.kerb.eta.residual.LiveResiduals;
import io.kerb.eta.residual.ModelDirectory;
import io.kerb.eta.residual.UnreadableModelException;
import io.kerb.eta.serving.EtaModels.Refusal;
import io.kerb.eta.time.DriveTimes;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One market's model: loaded beside the one in use when another is promoted, then swapped in whole.
 * What cannot be used is refused, and the one before it stays; where none is promoted any more,
 * there is none. Questions come from many threads, {@link #poll} from one.
 */
final class MarketModel {
  private static final Logger LOG = LoggerFactory.getLogger(MarketModel.class);

  /** What was looked at last: it is not read again before one of these changes. */
  private record Seen(Optional<Artifact> artifact, String roads, String fault) {}

  private final String market;
  private final ModelDirectory directory;
  private final Clock localClock;
  private final RecentDrives recent = new RecentDrives();
  private volatile Optional<Served> served = Optional.empty();
  private volatile Optional<Refusal> refusal = Optional.empty();
  private Seen seen;

  /**
   * @param localClock in the market's time zone
   */
  MarketModel(String market, ModelDirectory directory, Clock localClock) {
    this.market = market;
    this.directory = directory;
    this.localClock = localClock;
  }

  Optional<DriveTimes> findTimes(String roads) {
    return served
        .filter(now -> now.model().origin().roads().equals(roads))
        .map(now -> new LearnedTimes(now.model(), now.live(), localClock));
  }

  /**
   * A glance at the directory; a new artifact is read at once, since it appears whole.
   *
   * @param roads the network that the market drives on
   */
  void poll(String roads) {
    Seen now = look(roads);
    if (now.equals(seen)) {
      return;
    }
    seen = now;
    if (!now.fault().isEmpty()) {
      refuse("current", now.fault());
    } else if (now.artifact().isEmpty()) {
      withdraw();
    } else {
      load(now.artifact().get(), roads);
    }
  }

  private Seen look(String roads) {
    try {
      return new Seen(Artifact.findCurrent(directory), roads, "");
    } catch (UnreadableModelException e) {
      return new Seen(Optional.empty(), roads, e.getMessage());
    }
  }

  private void load(Artifact artifact, String roads) {
    try {
      EtaModel model = EtaModel.load(artifact.file());
      if (!model.origin().roads().equals(roads)) {
        refuse(
            artifact.version(),
            "it was trained on the roads "
                + model.origin().roads()
                + ", and the market drives on "
                + roads
                + "; train it on these");
        return;
      }
      swapIn(model, artifact);
    } catch (UnreadableModelException | IllegalStateException e) {
      refuse(artifact.version(), e.getMessage());
    } catch (OutOfMemoryError e) { // two models side by side may be too much
      refuse(artifact.version(), "there is too little memory for it: " + e.getMessage());
    }
  }

  private void swapIn(EtaModel model, Artifact artifact) {
    Served next =
        new Served(
            model,
            new LiveResiduals(),
            localClock.getZone(),
            artifact.version(),
            artifact.checksum(),
            artifact.card(),
            localClock.instant());
    synchronized (recent) {
      recent.list().forEach(next::hear);
      served = Optional.of(next);
    }
    refusal = Optional.empty();
    LOG.info(
        "the ETAs of {} are made by {} now, of {} trips", market, next.version(), model.origin());
  }

  private void withdraw() {
    if (served.isPresent()) {
      LOG.info("no model of {} is promoted any more: its hours' factors count", market);
    }
    served = Optional.empty();
    refusal = Optional.empty();
  }

  private void refuse(String artifact, String reason) {
    LOG.warn(
        "the model {} of {} is refused, {}: {}",
        artifact,
        market,
        served.map(now -> now.version() + " stays").orElse("there is none"),
        reason);
    refusal = Optional.of(new Refusal(artifact, reason, localClock.instant()));
  }

  void hear(FinishedDrive drive) {
    synchronized (recent) {
      recent.add(drive);
      served.ifPresent(now -> now.hear(drive));
    }
  }

  EtaModels.State state(String roads) {
    Instant since = localClock.instant().minus(RecentDrives.KEPT);
    return new EtaModels.State(
        served.map(
            now ->
                new EtaModels.InUse(
                    now.version(),
                    now.checksum(),
                    now.model().origin(),
                    now.model().origin().roads().equals(roads),
                    now.card(),
                    now.loadedAt(),
                    now.live().size())),
        refusal,
        recent.findError(since));
  }
}
