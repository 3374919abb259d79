package io.kerb.location.index;

/** A driver's record as it was found in a cell. */
public record SupplyEntry(long driver, SupplyRecord record) {}
