package io.kerb.eta.market;

import io.kerb.eta.api.MarketRoads.Refusal;
import io.kerb.eta.api.MarketRoads.State;
import io.kerb.eta.network.RoadNetwork;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The network of one source: imported anew when the source changes, and swapped in whole. Questions
 * under way end on the network they began on, which is closed after the last of them. What cannot
 * be imported is refused, and the network before it stays.
 *
 * <p>Questions come from many threads; {@link #poll} and {@link #reload} from one, which an import
 * may hold for minutes.
 */
final class ReloadingNetwork implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReloadingNetwork.class);

  private final RoadSource source;
  private final Clock clock;
  private volatile Leased<RoadNetwork> network;
  private volatile State state;
  private volatile boolean importing;
  private final AtomicBoolean asked = new AtomicBoolean();
  private Watch watch;
  private boolean closed;

  /**
   * @throws io.kerb.eta.network.UnreadableOsmException if the source cannot be imported: at the
   *     start there is no other network to go on with
   */
  ReloadingNetwork(RoadSource source, Clock clock) {
    this.source = source;
    this.clock = clock;
    List<FileStamp> stamps = source.stamps();
    RoadNetwork first = source.open(clock);
    this.watch = Watch.of(source.checksumOf(first), stamps);
    this.network = new Leased<>(first, RoadNetwork::close);
    this.state = stateOf(first, 1);
  }

  <R> R ask(Function<RoadNetwork, R> question) {
    Leased<RoadNetwork> asked = take();
    try {
      return question.apply(asked.thing());
    } finally {
      asked.giveBack();
    }
  }

  private Leased<RoadNetwork> take() {
    while (true) {
      Leased<RoadNetwork> now = network;
      if (now.tryTake()) {
        return now;
      }
      // Retired between the two lines: by a swap, so that there is a newer one, or for good.
      if (now == network) {
        throw new IllegalStateException("the roads of " + source.osmFile() + " are closed");
      }
    }
  }

  State state() {
    return state.withReloading(importing || asked.get());
  }

  /** Whether {@link #reload} has to be called: not if that was asked for and is still to come. */
  boolean askForReload() {
    return asked.compareAndSet(false, true);
  }

  /** A glance at the files; an import if they changed and came to rest. */
  void poll() {
    List<FileStamp> stamps = source.stamps();
    if (watch.isSettledAnew(stamps)) {
      read(stamps, false);
    } else {
      watch = watch.glanced(stamps);
    }
  }

  /** Reads the files however they look, and tries again what was refused. */
  void reload() {
    importing = true;
    asked.set(false);
    read(source.stamps(), true);
  }

  private void read(List<FileStamp> stamps, boolean again) {
    importing = true;
    String checksum = "";
    try {
      checksum = source.checksum();
      if (checksum.equals(watch.loaded())) {
        watch = watch.confirmed(stamps, checksum);
        state = state.withRefusal(Optional.empty());
      } else if (again || watch.isNews(checksum)) {
        swap(source.open(clock), stamps);
      } else {
        watch = watch.refused(stamps, checksum);
      }
    } catch (RuntimeException | OutOfMemoryError e) { // two networks side by side may be too much
      String reason = e.getMessage() == null ? e.toString() : e.getMessage();
      LOG.warn("the roads of {} stay as they were: {}", source.osmFile(), reason);
      watch = watch.refused(stamps, checksum);
      state = state.withRefusal(Optional.of(new Refusal(reason, clock.instant())));
    } finally {
      importing = false;
    }
  }

  private synchronized void swap(RoadNetwork next, List<FileStamp> stamps) {
    if (closed) {
      next.close();
      return;
    }
    Leased<RoadNetwork> before = network;
    network = new Leased<>(next, RoadNetwork::close);
    before.retire();
    watch = watch.confirmed(stamps, source.checksumOf(next));
    state = stateOf(next, state.version() + 1);
    LOG.info("{} was loaded anew: {}", source.osmFile(), state);
  }

  private State stateOf(RoadNetwork loaded, int version) {
    return new State(
        source.osmFile().toString(),
        loaded.checksum(),
        loaded.speeds(),
        version,
        clock.instant(),
        false,
        Optional.empty());
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      network.retire();
    }
  }
}
