/** Kafka, Cassandra and HTTP; present only where the role is on. */
@Configuration
@Requires(property = "kerb.role.dispatch", value = "true")
package io.kerb.dispatch.adapter;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
