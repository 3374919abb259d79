/** The stores in Cassandra. The tables and their rules are in {@code cql/trips}. */
package io.kerb.trip.adapter.cassandra;
