/** Cassandra and Kafka as the check reads them. */
package io.kerb.trip.adapter.check;
