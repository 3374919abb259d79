package io.kerb.dispatch.matching;

import io.kerb.dispatch.candidate.Sifted;
import io.kerb.dispatch.request.OpenRequest;

/** A request of a window, with whom it could get. */
public record Prospect(OpenRequest request, Sifted sifted) {}
