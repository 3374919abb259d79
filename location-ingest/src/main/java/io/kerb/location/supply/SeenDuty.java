package io.kerb.location.supply;

/**
 * A driver's status as the home market's dispatcher published it.
 *
 * @param marketPartition names the home market
 * @param version grows with each change
 */
public record SeenDuty(
    long driver,
    int partition,
    int marketPartition,
    boolean onDuty,
    boolean engaged,
    int productBits,
    long version) {}
