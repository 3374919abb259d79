/**
 * Judges what is stored and what was published by the invariants of the design (I1 to I6). The
 * rules are pure; {@code adapter.check} reads Cassandra and Kafka for them.
 */
package io.kerb.trip.check;
