/** Kafka, Redis and Cassandra as child processes: their files, their command lines, their ports. */
package io.kerb.local.engine;
