package io.kerb.eta.api;

import io.kerb.location.api.MarketId;
import java.time.Instant;
import java.util.Optional;

/** Which roads does each market drive on, and how current are they? For operators. */
public interface MarketRoads {

  /**
   * The market's roads as they are now; each question is answered by those loaded when it comes.
   *
   * @throws java.util.NoSuchElementException if there is no such market
   */
  Roads roadsOf(MarketId market);

  /**
   * @throws java.util.NoSuchElementException if there is no such market
   */
  State stateOf(MarketId market);

  /**
   * Has the market's files read again in the background, whether they look changed or not.
   *
   * @return the state at the moment of asking
   * @throws java.util.NoSuchElementException if there is no such market
   */
  State reload(MarketId market);

  /**
   * What a market's questions are answered with.
   *
   * @param osmFile the extract
   * @param checksum of the extract that is loaded, not of what lies on the disk now
   * @param speeds the version of the time model
   * @param version 1 at the start, one more with each reload
   * @param reloading whether an import runs or waits
   * @param refusal why the files as they are now were not taken; empty once they are
   */
  record State(
      String osmFile,
      String checksum,
      String speeds,
      int version,
      Instant loadedAt,
      boolean reloading,
      Optional<Refusal> refusal) {

    /** The same state, with an import running or waiting, or not. */
    public State withReloading(boolean now) {
      return new State(osmFile, checksum, speeds, version, loadedAt, now, refusal);
    }

    /** The same roads, and why no others were taken. */
    public State withRefusal(Optional<Refusal> now) {
      return new State(osmFile, checksum, speeds, version, loadedAt, reloading, now);
    }
  }

  /** Files that could not be imported: the roads before them stay. */
  record Refusal(String reason, Instant at) {}
}
