package io.kerb.eta.match;

import io.kerb.eta.network.Walk;

/** What a car drove between two of its positions, and how long it really took. */
public record Step(long startedS, long durationS, Walk walk) {}
