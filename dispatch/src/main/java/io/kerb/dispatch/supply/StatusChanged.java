package io.kerb.dispatch.supply;

/** A driver's status became this. The only event that changes the {@link Fleet}. */
public record StatusChanged(Driver after) {}
