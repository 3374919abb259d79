package io.kerb.dispatch.matching;

import io.kerb.dispatch.candidate.Candidate;
import java.util.Optional;

/** Who should fetch a rider, as this window sees it; empty if nobody. */
public record Match(Prospect prospect, Optional<Candidate> chosen, SolvedBy solvedBy) {}
