/** HTTP, Cassandra, Kafka: where trips meet the world. Present where the role is on. */
@Configuration
@Requires(property = "kerb.role.trips", value = "true")
package io.kerb.trip.adapter;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
