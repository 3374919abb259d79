package io.kerb.dispatch.candidate;

import java.util.List;

/**
 * What a search around a pickup gave.
 *
 * @param complete false if a part of the index did not answer: drivers there are missing
 */
public record Sifted(List<Candidate> candidates, List<Rejected> rejected, boolean complete) {
  public Sifted {
    candidates = List.copyOf(candidates);
    rejected = List.copyOf(rejected);
  }
}
