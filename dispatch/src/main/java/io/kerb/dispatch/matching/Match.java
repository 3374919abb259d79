package io.kerb.dispatch.matching;

import io.kerb.dispatch.candidate.Candidate;
import java.util.Optional;

/** Whom a request gets in this window; empty if nobody. */
public record Match(Prospect prospect, Optional<Candidate> chosen) {}
